// Written by `npm run generate`.
import type { RuleDefinition } from '../engine/rule/define.js';
import dockerfileApkCacheKept from './dockerfile/apk-cache-kept.js';
import dockerfileApkPackagesUnpinned from './dockerfile/apk-packages-unpinned.js';
import dockerfileApkUpgrade from './dockerfile/apk-upgrade.js';
import dockerfileAptDistUpgrade from './dockerfile/apt-dist-upgrade.js';
import dockerfileAptInstallWithoutUpdate from './dockerfile/apt-install-without-update.js';
import dockerfileAptInsteadOfAptGet from './dockerfile/apt-instead-of-apt-get.js';
import dockerfileAptListsKept from './dockerfile/apt-lists-kept.js';
import dockerfileAptPackagesUnpinned from './dockerfile/apt-packages-unpinned.js';
import dockerfileAptRecommendsInstalled from './dockerfile/apt-recommends-installed.js';
import dockerfileAptUpdateAlone from './dockerfile/apt-update-alone.js';
import dockerfileAptUpgrade from './dockerfile/apt-upgrade.js';
import dockerfileAptWithoutYes from './dockerfile/apt-without-yes.js';
import dockerfileCacheMountPossible from './dockerfile/cache-mount-possible.js';
import dockerfileDevelopmentDependenciesInstalled from './dockerfile/development-dependencies-installed.js';
import dockerfileDnfCacheKept from './dockerfile/dnf-cache-kept.js';
import dockerfileDnfPackagesUnpinned from './dockerfile/dnf-packages-unpinned.js';
import dockerfileDnfSystemUpdate from './dockerfile/dnf-system-update.js';
import dockerfileDnfWithoutYes from './dockerfile/dnf-without-yes.js';
import dockerfileGemPackagesUnpinned from './dockerfile/gem-packages-unpinned.js';
import dockerfileGoPackagesUnpinned from './dockerfile/go-packages-unpinned.js';
import dockerfileLockfileNotEnforced from './dockerfile/lockfile-not-enforced.js';
import dockerfileNpmPackagesUnpinned from './dockerfile/npm-packages-unpinned.js';
import dockerfilePackageSignatureUnchecked from './dockerfile/package-signature-unchecked.js';
import dockerfilePackagesUnsorted from './dockerfile/packages-unsorted.js';
import dockerfilePipCacheKept from './dockerfile/pip-cache-kept.js';
import dockerfilePipPackagesUnpinned from './dockerfile/pip-packages-unpinned.js';
import dockerfileSourcesCopiedBeforeInstall from './dockerfile/sources-copied-before-install.js';
import dockerfileStageNameCasing from './dockerfile/stage-name-casing.js';
import dockerfileUntaggedBaseImage from './dockerfile/untagged-base-image.js';
import dockerfileYarnCacheKept from './dockerfile/yarn-cache-kept.js';
import dockerfileZypperCacheKept from './dockerfile/zypper-cache-kept.js';
import dockerfileZypperDistUpgrade from './dockerfile/zypper-dist-upgrade.js';
import dockerfileZypperInteractive from './dockerfile/zypper-interactive.js';
import dockerfileZypperPackagesUnpinned from './dockerfile/zypper-packages-unpinned.js';
import dockerfileZypperSystemUpdate from './dockerfile/zypper-system-update.js';

/** Every rule of the product, by id. */
export const rules: readonly RuleDefinition[] = [
  dockerfileApkCacheKept as RuleDefinition,
  dockerfileApkPackagesUnpinned as RuleDefinition,
  dockerfileApkUpgrade as RuleDefinition,
  dockerfileAptDistUpgrade as RuleDefinition,
  dockerfileAptInstallWithoutUpdate as RuleDefinition,
  dockerfileAptInsteadOfAptGet as RuleDefinition,
  dockerfileAptListsKept as RuleDefinition,
  dockerfileAptPackagesUnpinned as RuleDefinition,
  dockerfileAptRecommendsInstalled as RuleDefinition,
  dockerfileAptUpdateAlone as RuleDefinition,
  dockerfileAptUpgrade as RuleDefinition,
  dockerfileAptWithoutYes as RuleDefinition,
  dockerfileCacheMountPossible as RuleDefinition,
  dockerfileDevelopmentDependenciesInstalled as RuleDefinition,
  dockerfileDnfCacheKept as RuleDefinition,
  dockerfileDnfPackagesUnpinned as RuleDefinition,
  dockerfileDnfSystemUpdate as RuleDefinition,
  dockerfileDnfWithoutYes as RuleDefinition,
  dockerfileGemPackagesUnpinned as RuleDefinition,
  dockerfileGoPackagesUnpinned as RuleDefinition,
  dockerfileLockfileNotEnforced as RuleDefinition,
  dockerfileNpmPackagesUnpinned as RuleDefinition,
  dockerfilePackageSignatureUnchecked as RuleDefinition,
  dockerfilePackagesUnsorted as RuleDefinition,
  dockerfilePipCacheKept as RuleDefinition,
  dockerfilePipPackagesUnpinned as RuleDefinition,
  dockerfileSourcesCopiedBeforeInstall as RuleDefinition,
  dockerfileStageNameCasing as RuleDefinition,
  dockerfileUntaggedBaseImage as RuleDefinition,
  dockerfileYarnCacheKept as RuleDefinition,
  dockerfileZypperCacheKept as RuleDefinition,
  dockerfileZypperDistUpgrade as RuleDefinition,
  dockerfileZypperInteractive as RuleDefinition,
  dockerfileZypperPackagesUnpinned as RuleDefinition,
  dockerfileZypperSystemUpdate as RuleDefinition,
];
