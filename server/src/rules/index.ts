// Written by `npm run generate`.
import type { RuleDefinition } from '../engine/rule/define.js';
import dockerfileAddInsteadOfCopy from './dockerfile/add-instead-of-copy.js';
import dockerfileAlpinePythonBase from './dockerfile/alpine-python-base.js';
import dockerfileApkCacheKept from './dockerfile/apk-cache-kept.js';
import dockerfileApkDelWithoutVirtual from './dockerfile/apk-del-without-virtual.js';
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
import dockerfileBaseImageNotPinnedByDigest from './dockerfile/base-image-not-pinned-by-digest.js';
import dockerfileBuildToolsInFinalStage from './dockerfile/build-tools-in-final-stage.js';
import dockerfileCacheMountPossible from './dockerfile/cache-mount-possible.js';
import dockerfileCdInsteadOfWorkdir from './dockerfile/cd-instead-of-workdir.js';
import dockerfileCleartextUrl from './dockerfile/cleartext-url.js';
import dockerfileCloneInsteadOfAdd from './dockerfile/clone-instead-of-add.js';
import dockerfileConsecutiveRun from './dockerfile/consecutive-run.js';
import dockerfileConstantPlatform from './dockerfile/constant-platform.js';
import dockerfileCopiedFromLatestImage from './dockerfile/copied-from-latest-image.js';
import dockerfileCopyFromOwnStage from './dockerfile/copy-from-own-stage.js';
import dockerfileCopyFromUnknownStage from './dockerfile/copy-from-unknown-stage.js';
import dockerfileCopyRelativeDestination from './dockerfile/copy-relative-destination.js';
import dockerfileCopyThenChmod from './dockerfile/copy-then-chmod.js';
import dockerfileCopyThenExtract from './dockerfile/copy-then-extract.js';
import dockerfileCopyWholeFilesystem from './dockerfile/copy-whole-filesystem.js';
import dockerfileCurlWithoutFail from './dockerfile/curl-without-fail.js';
import dockerfileCurlWithoutRedirect from './dockerfile/curl-without-redirect.js';
import dockerfileDefinitionCommentFormat from './dockerfile/definition-comment-format.js';
import dockerfileDeprecatedBaseImage from './dockerfile/deprecated-base-image.js';
import dockerfileDevelopmentDependenciesInstalled from './dockerfile/development-dependencies-installed.js';
import dockerfileDnfCacheKept from './dockerfile/dnf-cache-kept.js';
import dockerfileDnfPackagesUnpinned from './dockerfile/dnf-packages-unpinned.js';
import dockerfileDnfSystemUpdate from './dockerfile/dnf-system-update.js';
import dockerfileDnfWithoutYes from './dockerfile/dnf-without-yes.js';
import dockerfileDownloadWithoutChecksum from './dockerfile/download-without-checksum.js';
import dockerfileEnvSelfReference from './dockerfile/env-self-reference.js';
import dockerfileFullSizeBaseImage from './dockerfile/full-size-base-image.js';
import dockerfileGemPackagesUnpinned from './dockerfile/gem-packages-unpinned.js';
import dockerfileGoPackagesUnpinned from './dockerfile/go-packages-unpinned.js';
import dockerfileInvalidDefaultArgInFrom from './dockerfile/invalid-default-arg-in-from.js';
import dockerfileLabelKeyInvalid from './dockerfile/label-key-invalid.js';
import dockerfileLabelKeyRepeated from './dockerfile/label-key-repeated.js';
import dockerfileLatestBaseImage from './dockerfile/latest-base-image.js';
import dockerfileLockfileNotEnforced from './dockerfile/lockfile-not-enforced.js';
import dockerfileLongFile from './dockerfile/long-file.js';
import dockerfileMultiSourceDestination from './dockerfile/multi-source-destination.js';
import dockerfileNewlineAtEndMissing from './dockerfile/newline-at-end-missing.js';
import dockerfileNpmPackagesUnpinned from './dockerfile/npm-packages-unpinned.js';
import dockerfilePackageSignatureUnchecked from './dockerfile/package-signature-unchecked.js';
import dockerfilePackagesUnsorted from './dockerfile/packages-unsorted.js';
import dockerfilePipCacheKept from './dockerfile/pip-cache-kept.js';
import dockerfilePipPackagesUnpinned from './dockerfile/pip-packages-unpinned.js';
import dockerfilePipeToShell from './dockerfile/pipe-to-shell.js';
import dockerfilePipefailMissing from './dockerfile/pipefail-missing.js';
import dockerfilePointlessCommand from './dockerfile/pointless-command.js';
import dockerfileRedundantTargetPlatform from './dockerfile/redundant-target-platform.js';
import dockerfileRelinkedShell from './dockerfile/relinked-shell.js';
import dockerfileSourceOutsideContext from './dockerfile/source-outside-context.js';
import dockerfileSourcesCopiedBeforeInstall from './dockerfile/sources-copied-before-install.js';
import dockerfileStageNameCasing from './dockerfile/stage-name-casing.js';
import dockerfileStageReferencedByNumber from './dockerfile/stage-referenced-by-number.js';
import dockerfileSyntaxDirectiveMissing from './dockerfile/syntax-directive-missing.js';
import dockerfileTagAndDigest from './dockerfile/tag-and-digest.js';
import dockerfileTlsVerificationOff from './dockerfile/tls-verification-off.js';
import dockerfileTrailingSpaces from './dockerfile/trailing-spaces.js';
import dockerfileUndefinedArgInFrom from './dockerfile/undefined-arg-in-from.js';
import dockerfileUndefinedVariable from './dockerfile/undefined-variable.js';
import dockerfileUnnamedStage from './dockerfile/unnamed-stage.js';
import dockerfileUnreachableStage from './dockerfile/unreachable-stage.js';
import dockerfileUntaggedBaseImage from './dockerfile/untagged-base-image.js';
import dockerfileUntrustedRegistry from './dockerfile/untrusted-registry.js';
import dockerfileUnusedIgnore from './dockerfile/unused-ignore.js';
import dockerfileWgetAndCurl from './dockerfile/wget-and-curl.js';
import dockerfileWgetProgressShown from './dockerfile/wget-progress-shown.js';
import dockerfileYarnCacheKept from './dockerfile/yarn-cache-kept.js';
import dockerfileZypperCacheKept from './dockerfile/zypper-cache-kept.js';
import dockerfileZypperDistUpgrade from './dockerfile/zypper-dist-upgrade.js';
import dockerfileZypperInteractive from './dockerfile/zypper-interactive.js';
import dockerfileZypperPackagesUnpinned from './dockerfile/zypper-packages-unpinned.js';
import dockerfileZypperSystemUpdate from './dockerfile/zypper-system-update.js';

/** Every rule of the product, by id. */
export const rules: readonly RuleDefinition[] = [
  dockerfileAddInsteadOfCopy as RuleDefinition,
  dockerfileAlpinePythonBase as RuleDefinition,
  dockerfileApkCacheKept as RuleDefinition,
  dockerfileApkDelWithoutVirtual as RuleDefinition,
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
  dockerfileBaseImageNotPinnedByDigest as RuleDefinition,
  dockerfileBuildToolsInFinalStage as RuleDefinition,
  dockerfileCacheMountPossible as RuleDefinition,
  dockerfileCdInsteadOfWorkdir as RuleDefinition,
  dockerfileCleartextUrl as RuleDefinition,
  dockerfileCloneInsteadOfAdd as RuleDefinition,
  dockerfileConsecutiveRun as RuleDefinition,
  dockerfileConstantPlatform as RuleDefinition,
  dockerfileCopiedFromLatestImage as RuleDefinition,
  dockerfileCopyFromOwnStage as RuleDefinition,
  dockerfileCopyFromUnknownStage as RuleDefinition,
  dockerfileCopyRelativeDestination as RuleDefinition,
  dockerfileCopyThenChmod as RuleDefinition,
  dockerfileCopyThenExtract as RuleDefinition,
  dockerfileCopyWholeFilesystem as RuleDefinition,
  dockerfileCurlWithoutFail as RuleDefinition,
  dockerfileCurlWithoutRedirect as RuleDefinition,
  dockerfileDefinitionCommentFormat as RuleDefinition,
  dockerfileDeprecatedBaseImage as RuleDefinition,
  dockerfileDevelopmentDependenciesInstalled as RuleDefinition,
  dockerfileDnfCacheKept as RuleDefinition,
  dockerfileDnfPackagesUnpinned as RuleDefinition,
  dockerfileDnfSystemUpdate as RuleDefinition,
  dockerfileDnfWithoutYes as RuleDefinition,
  dockerfileDownloadWithoutChecksum as RuleDefinition,
  dockerfileEnvSelfReference as RuleDefinition,
  dockerfileFullSizeBaseImage as RuleDefinition,
  dockerfileGemPackagesUnpinned as RuleDefinition,
  dockerfileGoPackagesUnpinned as RuleDefinition,
  dockerfileInvalidDefaultArgInFrom as RuleDefinition,
  dockerfileLabelKeyInvalid as RuleDefinition,
  dockerfileLabelKeyRepeated as RuleDefinition,
  dockerfileLatestBaseImage as RuleDefinition,
  dockerfileLockfileNotEnforced as RuleDefinition,
  dockerfileLongFile as RuleDefinition,
  dockerfileMultiSourceDestination as RuleDefinition,
  dockerfileNewlineAtEndMissing as RuleDefinition,
  dockerfileNpmPackagesUnpinned as RuleDefinition,
  dockerfilePackageSignatureUnchecked as RuleDefinition,
  dockerfilePackagesUnsorted as RuleDefinition,
  dockerfilePipCacheKept as RuleDefinition,
  dockerfilePipPackagesUnpinned as RuleDefinition,
  dockerfilePipeToShell as RuleDefinition,
  dockerfilePipefailMissing as RuleDefinition,
  dockerfilePointlessCommand as RuleDefinition,
  dockerfileRedundantTargetPlatform as RuleDefinition,
  dockerfileRelinkedShell as RuleDefinition,
  dockerfileSourceOutsideContext as RuleDefinition,
  dockerfileSourcesCopiedBeforeInstall as RuleDefinition,
  dockerfileStageNameCasing as RuleDefinition,
  dockerfileStageReferencedByNumber as RuleDefinition,
  dockerfileSyntaxDirectiveMissing as RuleDefinition,
  dockerfileTagAndDigest as RuleDefinition,
  dockerfileTlsVerificationOff as RuleDefinition,
  dockerfileTrailingSpaces as RuleDefinition,
  dockerfileUndefinedArgInFrom as RuleDefinition,
  dockerfileUndefinedVariable as RuleDefinition,
  dockerfileUnnamedStage as RuleDefinition,
  dockerfileUnreachableStage as RuleDefinition,
  dockerfileUntaggedBaseImage as RuleDefinition,
  dockerfileUntrustedRegistry as RuleDefinition,
  dockerfileUnusedIgnore as RuleDefinition,
  dockerfileWgetAndCurl as RuleDefinition,
  dockerfileWgetProgressShown as RuleDefinition,
  dockerfileYarnCacheKept as RuleDefinition,
  dockerfileZypperCacheKept as RuleDefinition,
  dockerfileZypperDistUpgrade as RuleDefinition,
  dockerfileZypperInteractive as RuleDefinition,
  dockerfileZypperPackagesUnpinned as RuleDefinition,
  dockerfileZypperSystemUpdate as RuleDefinition,
];
