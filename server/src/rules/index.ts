// Written by `npm run generate`.
import type { RuleDefinition } from '../engine/rule/define.js';
import composeBadValue from './compose/bad-value.js';
import composeBuildAndImage from './compose/build-and-image.js';
import composeBuildContextMissing from './compose/build-context-missing.js';
import composeBuildTargetUnknown from './compose/build-target-unknown.js';
import composeContainerNameInvalid from './compose/container-name-invalid.js';
import composeContainerNameWithReplicas from './compose/container-name-with-replicas.js';
import composeDangerousCapability from './compose/dangerous-capability.js';
import composeDatabasePortPublished from './compose/database-port-published.js';
import composeDatabaseWithoutHealthcheck from './compose/database-without-healthcheck.js';
import composeDependenciesUnsorted from './compose/dependencies-unsorted.js';
import composeDependencyCycle from './compose/dependency-cycle.js';
import composeDependsOnNotHealthy from './compose/depends-on-not-healthy.js';
import composeDockerSocketMounted from './compose/docker-socket-mounted.js';
import composeDockerfileMissing from './compose/dockerfile-missing.js';
import composeDuplicateContainerName from './compose/duplicate-container-name.js';
import composeDuplicateKey from './compose/duplicate-key.js';
import composeDuplicatePort from './compose/duplicate-port.js';
import composeEnvFileMissing from './compose/env-file-missing.js';
import composeEnvFileNotIgnored from './compose/env-file-not-ignored.js';
import composeExposedPortDiffers from './compose/exposed-port-differs.js';
import composeFileMissing from './compose/file-missing.js';
import composeHealthcheckTestForm from './compose/healthcheck-test-form.js';
import composeHostNamespace from './compose/host-namespace.js';
import composeHostNetwork from './compose/host-network.js';
import composeHostVariableInCommand from './compose/host-variable-in-command.js';
import composeImageAndBuildMissing from './compose/image-and-build-missing.js';
import composeImageWithoutVersion from './compose/image-without-version.js';
import composeObsoleteVersion from './compose/obsolete-version.js';
import composePortInvalid from './compose/port-invalid.js';
import composePortOnAllInterfaces from './compose/port-on-all-interfaces.js';
import composePortsUnsorted from './compose/ports-unsorted.js';
import composePortsWithHostNetwork from './compose/ports-with-host-network.js';
import composePrivilegedService from './compose/privileged-service.js';
import composeProjectNameMissing from './compose/project-name-missing.js';
import composePublishedPortWithReplicas from './compose/published-port-with-replicas.js';
import composeQuotedVolume from './compose/quoted-volume.js';
import composeRestartMissing from './compose/restart-missing.js';
import composeSecretInEnvironment from './compose/secret-in-environment.js';
import composeServiceKeysUnsorted from './compose/service-keys-unsorted.js';
import composeServicesUnsorted from './compose/services-unsorted.js';
import composeSexagesimalPort from './compose/sexagesimal-port.js';
import composeSourceMountedInProduction from './compose/source-mounted-in-production.js';
import composeTopLevelUnsorted from './compose/top-level-unsorted.js';
import composeUndefinedConfig from './compose/undefined-config.js';
import composeUndefinedNetwork from './compose/undefined-network.js';
import composeUndefinedSecret from './compose/undefined-secret.js';
import composeUndefinedVolume from './compose/undefined-volume.js';
import composeUnescapedDollar from './compose/unescaped-dollar.js';
import composeUnknownKey from './compose/unknown-key.js';
import composeUnknownService from './compose/unknown-service.js';
import composeUnquotedPort from './compose/unquoted-port.js';
import composeUnusedConfig from './compose/unused-config.js';
import composeUnusedNetwork from './compose/unused-network.js';
import composeUnusedSecret from './compose/unused-secret.js';
import composeUnusedVolume from './compose/unused-volume.js';
import composeWatchIncomplete from './compose/watch-incomplete.js';
import composeWatchPathMissing from './compose/watch-path-missing.js';
import composeWatchRebuildWithoutBuild from './compose/watch-rebuild-without-build.js';
import composeWrongType from './compose/wrong-type.js';
import composeYamlSyntax from './compose/yaml-syntax.js';
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
import dockerfileAssetsWithoutDummyKey from './dockerfile/assets-without-dummy-key.js';
import dockerfileBaseDigestLabelStale from './dockerfile/base-digest-label-stale.js';
import dockerfileBaseImageNotPinnedByDigest from './dockerfile/base-image-not-pinned-by-digest.js';
import dockerfileBlanksInARow from './dockerfile/blanks-in-a-row.js';
import dockerfileBootsnapInParallel from './dockerfile/bootsnap-in-parallel.js';
import dockerfileBuildToolsInFinalStage from './dockerfile/build-tools-in-final-stage.js';
import dockerfileBundlerCacheKept from './dockerfile/bundler-cache-kept.js';
import dockerfileBundlerFlagsRemembered from './dockerfile/bundler-flags-remembered.js';
import dockerfileBundlerInstalledAgain from './dockerfile/bundler-installed-again.js';
import dockerfileCacheMountPossible from './dockerfile/cache-mount-possible.js';
import dockerfileCdInsteadOfWorkdir from './dockerfile/cd-instead-of-workdir.js';
import dockerfileChownOnWindows from './dockerfile/chown-on-windows.js';
import dockerfileCircularStages from './dockerfile/circular-stages.js';
import dockerfileCleartextUrl from './dockerfile/cleartext-url.js';
import dockerfileCloneInsteadOfAdd from './dockerfile/clone-instead-of-add.js';
import dockerfileCmdRepeated from './dockerfile/cmd-repeated.js';
import dockerfileCommandReplacesEntrypoint from './dockerfile/command-replaces-entrypoint.js';
import dockerfileConsecutiveRun from './dockerfile/consecutive-run.js';
import dockerfileConstantPlatform from './dockerfile/constant-platform.js';
import dockerfileContainerPortDiffers from './dockerfile/container-port-differs.js';
import dockerfileCopiedFilesOwnedByRoot from './dockerfile/copied-files-owned-by-root.js';
import dockerfileCopiedFromLatestImage from './dockerfile/copied-from-latest-image.js';
import dockerfileCopyAfterUser from './dockerfile/copy-after-user.js';
import dockerfileCopyFromEmptyStage from './dockerfile/copy-from-empty-stage.js';
import dockerfileCopyFromOwnStage from './dockerfile/copy-from-own-stage.js';
import dockerfileCopyFromUnknownStage from './dockerfile/copy-from-unknown-stage.js';
import dockerfileCopyIgnoredSource from './dockerfile/copy-ignored-source.js';
import dockerfileCopyRelativeDestination from './dockerfile/copy-relative-destination.js';
import dockerfileCopySourceMissing from './dockerfile/copy-source-missing.js';
import dockerfileCopyThenChmod from './dockerfile/copy-then-chmod.js';
import dockerfileCopyThenExtract from './dockerfile/copy-then-extract.js';
import dockerfileCopyWholeContext from './dockerfile/copy-whole-context.js';
import dockerfileCopyWholeFilesystem from './dockerfile/copy-whole-filesystem.js';
import dockerfileCredentialCommandInRun from './dockerfile/credential-command-in-run.js';
import dockerfileCudaDevelInFinalStage from './dockerfile/cuda-devel-in-final-stage.js';
import dockerfileCudaVersionDiffers from './dockerfile/cuda-version-differs.js';
import dockerfileCurlWithoutFail from './dockerfile/curl-without-fail.js';
import dockerfileCurlWithoutRedirect from './dockerfile/curl-without-redirect.js';
import dockerfileDebugModeEnabled from './dockerfile/debug-mode-enabled.js';
import dockerfileDefinitionCommentFormat from './dockerfile/definition-comment-format.js';
import dockerfileDeprecatedBaseImage from './dockerfile/deprecated-base-image.js';
import dockerfileDevelopmentDependenciesInstalled from './dockerfile/development-dependencies-installed.js';
import dockerfileDevelopmentServer from './dockerfile/development-server.js';
import dockerfileDirectiveCasing from './dockerfile/directive-casing.js';
import dockerfileDirectiveNotAtTop from './dockerfile/directive-not-at-top.js';
import dockerfileDnfCacheKept from './dockerfile/dnf-cache-kept.js';
import dockerfileDnfPackagesUnpinned from './dockerfile/dnf-packages-unpinned.js';
import dockerfileDnfSystemUpdate from './dockerfile/dnf-system-update.js';
import dockerfileDnfWithoutYes from './dockerfile/dnf-without-yes.js';
import dockerfileDockerSocketVolume from './dockerfile/docker-socket-volume.js';
import dockerfileDownloadWithoutChecksum from './dockerfile/download-without-checksum.js';
import dockerfileDownloadWithoutRetry from './dockerfile/download-without-retry.js';
import dockerfileDuplicateDirective from './dockerfile/duplicate-directive.js';
import dockerfileDuplicateFlag from './dockerfile/duplicate-flag.js';
import dockerfileDuplicateStageName from './dockerfile/duplicate-stage-name.js';
import dockerfileEmptyContinuationLine from './dockerfile/empty-continuation-line.js';
import dockerfileEmptyLinesInARow from './dockerfile/empty-lines-in-a-row.js';
import dockerfileEntrypointRepeated from './dockerfile/entrypoint-repeated.js';
import dockerfileEnvSelfReference from './dockerfile/env-self-reference.js';
import dockerfileExecFormSingleQuotes from './dockerfile/exec-form-single-quotes.js';
import dockerfileExposeAdminPort from './dockerfile/expose-admin-port.js';
import dockerfileExposeHostMapping from './dockerfile/expose-host-mapping.js';
import dockerfileExposeMissing from './dockerfile/expose-missing.js';
import dockerfileExposedPortDiffers from './dockerfile/exposed-port-differs.js';
import dockerfileExtraArguments from './dockerfile/extra-arguments.js';
import dockerfileFileWrittenByRun from './dockerfile/file-written-by-run.js';
import dockerfileFlagNotBoolean from './dockerfile/flag-not-boolean.js';
import dockerfileFlagWithoutValue from './dockerfile/flag-without-value.js';
import dockerfileForbiddenOnbuildTrigger from './dockerfile/forbidden-onbuild-trigger.js';
import dockerfileFromAsCasing from './dockerfile/from-as-casing.js';
import dockerfileFromAsKeyword from './dockerfile/from-as-keyword.js';
import dockerfileFullSizeBaseImage from './dockerfile/full-size-base-image.js';
import dockerfileGemPackagesUnpinned from './dockerfile/gem-packages-unpinned.js';
import dockerfileGlobalArgInRun from './dockerfile/global-arg-in-run.js';
import dockerfileGoPackagesUnpinned from './dockerfile/go-packages-unpinned.js';
import dockerfileGpuCapabilitiesAll from './dockerfile/gpu-capabilities-all.js';
import dockerfileGpuDevicesFixed from './dockerfile/gpu-devices-fixed.js';
import dockerfileGpuQueryInBuild from './dockerfile/gpu-query-in-build.js';
import dockerfileGpuSoftwareInstalledAgain from './dockerfile/gpu-software-installed-again.js';
import dockerfileHealthcheckDurationInvalid from './dockerfile/healthcheck-duration-invalid.js';
import dockerfileHealthcheckIgnoredByKubernetes from './dockerfile/healthcheck-ignored-by-kubernetes.js';
import dockerfileHealthcheckMissing from './dockerfile/healthcheck-missing.js';
import dockerfileHealthcheckNotDeclared from './dockerfile/healthcheck-not-declared.js';
import dockerfileHealthcheckRepeated from './dockerfile/healthcheck-repeated.js';
import dockerfileHealthcheckRetriesInvalid from './dockerfile/healthcheck-retries-invalid.js';
import dockerfileHealthcheckToolMissing from './dockerfile/healthcheck-tool-missing.js';
import dockerfileHealthcheckTypeInvalid from './dockerfile/healthcheck-type-invalid.js';
import dockerfileHeredocPossible from './dockerfile/heredoc-possible.js';
import dockerfileHeredocTerminatorIndented from './dockerfile/heredoc-terminator-indented.js';
import dockerfileHostNetworkInRun from './dockerfile/host-network-in-run.js';
import dockerfileIgnoreCommentUsed from './dockerfile/ignore-comment-used.js';
import dockerfileImageRunsAsRoot from './dockerfile/image-runs-as-root.js';
import dockerfileInconsistentInstructionCasing from './dockerfile/inconsistent-instruction-casing.js';
import dockerfileInsecureSandbox from './dockerfile/insecure-sandbox.js';
import dockerfileInstructionBeforeFrom from './dockerfile/instruction-before-from.js';
import dockerfileInstructionCasing from './dockerfile/instruction-casing.js';
import dockerfileInstructionsNotParted from './dockerfile/instructions-not-parted.js';
import dockerfileInvalidCopyFrom from './dockerfile/invalid-copy-from.js';
import dockerfileInvalidDefaultArgInFrom from './dockerfile/invalid-default-arg-in-from.js';
import dockerfileInvalidEscapeDirective from './dockerfile/invalid-escape-directive.js';
import dockerfileInvalidImageReference from './dockerfile/invalid-image-reference.js';
import dockerfileInvalidStageName from './dockerfile/invalid-stage-name.js';
import dockerfileJemallocNotPreloaded from './dockerfile/jemalloc-not-preloaded.js';
import dockerfileLabelKeyInvalid from './dockerfile/label-key-invalid.js';
import dockerfileLabelKeyRepeated from './dockerfile/label-key-repeated.js';
import dockerfileLabelRequired from './dockerfile/label-required.js';
import dockerfileLabelSetByBuildx from './dockerfile/label-set-by-buildx.js';
import dockerfileLabelsNotGrouped from './dockerfile/labels-not-grouped.js';
import dockerfileLabelsUnordered from './dockerfile/labels-unordered.js';
import dockerfileLatestBaseImage from './dockerfile/latest-base-image.js';
import dockerfileLegacyKeyValue from './dockerfile/legacy-key-value.js';
import dockerfileLocalFolderCopied from './dockerfile/local-folder-copied.js';
import dockerfileLockfileNotEnforced from './dockerfile/lockfile-not-enforced.js';
import dockerfileLogFileWritten from './dockerfile/log-file-written.js';
import dockerfileLongFile from './dockerfile/long-file.js';
import dockerfileLongRunLine from './dockerfile/long-run-line.js';
import dockerfileMaintainerDeprecated from './dockerfile/maintainer-deprecated.js';
import dockerfileMalformedExecForm from './dockerfile/malformed-exec-form.js';
import dockerfileManifestCopiedForInstall from './dockerfile/manifest-copied-for-install.js';
import dockerfileMissingArguments from './dockerfile/missing-arguments.js';
import dockerfileMissingDockerignore from './dockerfile/missing-dockerignore.js';
import dockerfileMisspeltDirective from './dockerfile/misspelt-directive.js';
import dockerfileMountHidesImageContent from './dockerfile/mount-hides-image-content.js';
import dockerfileMountOnWindows from './dockerfile/mount-on-windows.js';
import dockerfileMultiSourceDestination from './dockerfile/multi-source-destination.js';
import dockerfileNewlineAtEndMissing from './dockerfile/newline-at-end-missing.js';
import dockerfileNoStage from './dockerfile/no-stage.js';
import dockerfileNoStartCommand from './dockerfile/no-start-command.js';
import dockerfileNonNumericUserWithRunAsNonRoot from './dockerfile/non-numeric-user-with-run-as-non-root.js';
import dockerfileNpmPackagesUnpinned from './dockerfile/npm-packages-unpinned.js';
import dockerfileNpmStartAsProcess1 from './dockerfile/npm-start-as-process-1.js';
import dockerfileOpcacheMissing from './dockerfile/opcache-missing.js';
import dockerfilePackageSignatureUnchecked from './dockerfile/package-signature-unchecked.js';
import dockerfilePackagesUnsorted from './dockerfile/packages-unsorted.js';
import dockerfilePasswordSetInLayer from './dockerfile/password-set-in-layer.js';
import dockerfilePipCacheKept from './dockerfile/pip-cache-kept.js';
import dockerfilePipExtraIndex from './dockerfile/pip-extra-index.js';
import dockerfilePipPackagesUnpinned from './dockerfile/pip-packages-unpinned.js';
import dockerfilePipeToShell from './dockerfile/pipe-to-shell.js';
import dockerfilePipefailMissing from './dockerfile/pipefail-missing.js';
import dockerfilePointlessCommand from './dockerfile/pointless-command.js';
import dockerfilePortInvalid from './dockerfile/port-invalid.js';
import dockerfilePortProtocolCasing from './dockerfile/port-protocol-casing.js';
import dockerfilePortProtocolInvalid from './dockerfile/port-protocol-invalid.js';
import dockerfilePowershellCalledRepeatedly from './dockerfile/powershell-called-repeatedly.js';
import dockerfilePowershellErrorsIgnored from './dockerfile/powershell-errors-ignored.js';
import dockerfilePowershellProgressShown from './dockerfile/powershell-progress-shown.js';
import dockerfilePrivilegedPortWithoutCapability from './dockerfile/privileged-port-without-capability.js';
import dockerfileProbePathNotInApp from './dockerfile/probe-path-not-in-app.js';
import dockerfileProxyHeadersMissing from './dockerfile/proxy-headers-missing.js';
import dockerfilePythonBytecodeWritten from './dockerfile/python-bytecode-written.js';
import dockerfilePythonOutputBuffered from './dockerfile/python-output-buffered.js';
import dockerfileReadOnlyRootButImageWrites from './dockerfile/read-only-root-but-image-writes.js';
import dockerfileRedundantTargetPlatform from './dockerfile/redundant-target-platform.js';
import dockerfileRelinkedShell from './dockerfile/relinked-shell.js';
import dockerfileRemovedInLaterLayer from './dockerfile/removed-in-later-layer.js';
import dockerfileReservedStageName from './dockerfile/reserved-stage-name.js';
import dockerfileRootImageWithRunAsNonRoot from './dockerfile/root-image-with-run-as-non-root.js';
import dockerfileRunUsesUvAtRuntime from './dockerfile/run-uses-uv-at-runtime.js';
import dockerfileScriptStartsWithoutExec from './dockerfile/script-starts-without-exec.js';
import dockerfileScriptWithCarriageReturns from './dockerfile/script-with-carriage-returns.js';
import dockerfileSecretFileCopied from './dockerfile/secret-file-copied.js';
import dockerfileSecretInArgOrEnv from './dockerfile/secret-in-arg-or-env.js';
import dockerfileSecretLiteral from './dockerfile/secret-literal.js';
import dockerfileSecretMountReadable from './dockerfile/secret-mount-readable.js';
import dockerfileSeveralOnOneLine from './dockerfile/several-on-one-line.js';
import dockerfileSeveralWorkersPerContainer from './dockerfile/several-workers-per-container.js';
import dockerfileShellFormOnDistroless from './dockerfile/shell-form-on-distroless.js';
import dockerfileShellFormStartCommand from './dockerfile/shell-form-start-command.js';
import dockerfileShellNotJson from './dockerfile/shell-not-json.js';
import dockerfileSourceOutsideContext from './dockerfile/source-outside-context.js';
import dockerfileSourcesCopiedBeforeInstall from './dockerfile/sources-copied-before-install.js';
import dockerfileSpaceBeforeEquals from './dockerfile/space-before-equals.js';
import dockerfileStageNameCasing from './dockerfile/stage-name-casing.js';
import dockerfileStageReferencedByNumber from './dockerfile/stage-referenced-by-number.js';
import dockerfileStartNotAtTheEnd from './dockerfile/start-not-at-the-end.js';
import dockerfileStatefulRoot from './dockerfile/stateful-root.js';
import dockerfileStopsignalInvalid from './dockerfile/stopsignal-invalid.js';
import dockerfileStopsignalOnWindows from './dockerfile/stopsignal-on-windows.js';
import dockerfileStopsignalSpelling from './dockerfile/stopsignal-spelling.js';
import dockerfileStopsignalUngraceful from './dockerfile/stopsignal-ungraceful.js';
import dockerfileStopsignalUnsuited from './dockerfile/stopsignal-unsuited.js';
import dockerfileSudoInRun from './dockerfile/sudo-in-run.js';
import dockerfileSyntaxDirectiveMissing from './dockerfile/syntax-directive-missing.js';
import dockerfileTagAndDigest from './dockerfile/tag-and-digest.js';
import dockerfileTelemetryOn from './dockerfile/telemetry-on.js';
import dockerfileTlsVerificationOff from './dockerfile/tls-verification-off.js';
import dockerfileTodoComment from './dockerfile/todo-comment.js';
import dockerfileTrailingSpaces from './dockerfile/trailing-spaces.js';
import dockerfileUndefinedArgInFrom from './dockerfile/undefined-arg-in-from.js';
import dockerfileUndefinedVariable from './dockerfile/undefined-variable.js';
import dockerfileUnknownBuildCheck from './dockerfile/unknown-build-check.js';
import dockerfileUnknownFlag from './dockerfile/unknown-flag.js';
import dockerfileUnknownInstruction from './dockerfile/unknown-instruction.js';
import dockerfileUnknownMountOption from './dockerfile/unknown-mount-option.js';
import dockerfileUnknownVariableModifier from './dockerfile/unknown-variable-modifier.js';
import dockerfileUnnamedStage from './dockerfile/unnamed-stage.js';
import dockerfileUnpackInRun from './dockerfile/unpack-in-run.js';
import dockerfileUnreachableStage from './dockerfile/unreachable-stage.js';
import dockerfileUntaggedBaseImage from './dockerfile/untagged-base-image.js';
import dockerfileUnterminatedQuote from './dockerfile/unterminated-quote.js';
import dockerfileUntrustedRegistry from './dockerfile/untrusted-registry.js';
import dockerfileUnusedIgnore from './dockerfile/unused-ignore.js';
import dockerfileUserByName from './dockerfile/user-by-name.js';
import dockerfileUserCreatedUnused from './dockerfile/user-created-unused.js';
import dockerfileUserGroupDropsGroups from './dockerfile/user-group-drops-groups.js';
import dockerfileUserWithoutFixedUid from './dockerfile/user-without-fixed-uid.js';
import dockerfileUserWithoutPasswd from './dockerfile/user-without-passwd.js';
import dockerfileUseraddWithoutNoLogInit from './dockerfile/useradd-without-no-log-init.js';
import dockerfileValueWithoutEquals from './dockerfile/value-without-equals.js';
import dockerfileValueWithoutName from './dockerfile/value-without-name.js';
import dockerfileVexFileCopied from './dockerfile/vex-file-copied.js';
import dockerfileVolumeSystemDirectory from './dockerfile/volume-system-directory.js';
import dockerfileWgetAndCurl from './dockerfile/wget-and-curl.js';
import dockerfileWgetProgressShown from './dockerfile/wget-progress-shown.js';
import dockerfileWorkdirContinuesAnother from './dockerfile/workdir-continues-another.js';
import dockerfileWorkdirRelative from './dockerfile/workdir-relative.js';
import dockerfileWorkdirSystemDirectory from './dockerfile/workdir-system-directory.js';
import dockerfileWorkdirWithBlank from './dockerfile/workdir-with-blank.js';
import dockerfileWorldWritableMode from './dockerfile/world-writable-mode.js';
import dockerfileXdebugInFinalImage from './dockerfile/xdebug-in-final-image.js';
import dockerfileYarnCacheKept from './dockerfile/yarn-cache-kept.js';
import dockerfileYjitOff from './dockerfile/yjit-off.js';
import dockerfileZypperCacheKept from './dockerfile/zypper-cache-kept.js';
import dockerfileZypperDistUpgrade from './dockerfile/zypper-dist-upgrade.js';
import dockerfileZypperInteractive from './dockerfile/zypper-interactive.js';
import dockerfileZypperPackagesUnpinned from './dockerfile/zypper-packages-unpinned.js';
import dockerfileZypperSystemUpdate from './dockerfile/zypper-system-update.js';
import dockerignoreCachesNotIgnored from './dockerignore/caches-not-ignored.js';
import dockerignoreDependenciesNotIgnored from './dockerignore/dependencies-not-ignored.js';
import dockerignoreDockerfileNotIgnored from './dockerignore/dockerfile-not-ignored.js';
import dockerignoreDuplicatePattern from './dockerignore/duplicate-pattern.js';
import dockerignoreEnvFilesNotIgnored from './dockerignore/env-files-not-ignored.js';
import dockerignoreFileNotRead from './dockerignore/file-not-read.js';
import dockerignoreInvalidPattern from './dockerignore/invalid-pattern.js';
import dockerignorePatternMatchesNothing from './dockerignore/pattern-matches-nothing.js';
import dockerignoreSecretReincluded from './dockerignore/secret-reincluded.js';
import dockerignoreVcsNotIgnored from './dockerignore/vcs-not-ignored.js';
import helmChartApiVersionInvalid from './helm/chart-api-version-invalid.js';
import helmChartApiVersionOld from './helm/chart-api-version-old.js';
import helmChartAppVersionUnquoted from './helm/chart-app-version-unquoted.js';
import helmChartDependencyDuplicate from './helm/chart-dependency-duplicate.js';
import helmChartDependencyIncomplete from './helm/chart-dependency-incomplete.js';
import helmChartDependencyOverHttp from './helm/chart-dependency-over-http.js';
import helmChartDependencyUnpinned from './helm/chart-dependency-unpinned.js';
import helmChartDependencyVersionInvalid from './helm/chart-dependency-version-invalid.js';
import helmChartDescriptionMissing from './helm/chart-description-missing.js';
import helmChartIconMissing from './helm/chart-icon-missing.js';
import helmChartKubeVersionInvalid from './helm/chart-kube-version-invalid.js';
import helmChartMaintainerWithoutName from './helm/chart-maintainer-without-name.js';
import helmChartNameDiffersFromFolder from './helm/chart-name-differs-from-folder.js';
import helmChartNameInvalid from './helm/chart-name-invalid.js';
import helmChartRequirementsFile from './helm/chart-requirements-file.js';
import helmChartTypeInvalid from './helm/chart-type-invalid.js';
import helmChartUnknownKey from './helm/chart-unknown-key.js';
import helmChartVersionInvalid from './helm/chart-version-invalid.js';
import helmCrdInTemplates from './helm/crd-in-templates.js';
import helmDefineWithoutPrefix from './helm/define-without-prefix.js';
import helmDuplicateDefine from './helm/duplicate-define.js';
import helmDuplicateKey from './helm/duplicate-key.js';
import helmIndentOnIndentedLine from './helm/indent-on-indented-line.js';
import helmNamespaceHardcoded from './helm/namespace-hardcoded.js';
import helmRandomOnEveryUpgrade from './helm/random-on-every-upgrade.js';
import helmSelectorChangesWithChart from './helm/selector-changes-with-chart.js';
import helmTemplatePiped from './helm/template-piped.js';
import helmTemplateSyntax from './helm/template-syntax.js';
import helmUnknownBuiltIn from './helm/unknown-built-in.js';
import helmUnknownFunction from './helm/unknown-function.js';
import helmUnknownTemplate from './helm/unknown-template.js';
import helmUnquotedTextValue from './helm/unquoted-text-value.js';
import helmUnusedDefine from './helm/unused-define.js';
import helmValueUndefined from './helm/value-undefined.js';
import helmValuesImageLatest from './helm/values-image-latest.js';
import helmValuesKeyHyphen from './helm/values-key-hyphen.js';
import helmValuesSecret from './helm/values-secret.js';
import helmValuesTemplateNotRendered from './helm/values-template-not-rendered.js';
import helmValuesUnused from './helm/values-unused.js';
import helmYamlNotIndented from './helm/yaml-not-indented.js';
import helmYamlSyntax from './helm/yaml-syntax.js';
import kubernetesAdminRoleBound from './kubernetes/admin-role-bound.js';
import kubernetesAggregatedRoleWithRules from './kubernetes/aggregated-role-with-rules.js';
import kubernetesAnnotationForbidden from './kubernetes/annotation-forbidden.js';
import kubernetesAnnotationKeyInvalid from './kubernetes/annotation-key-invalid.js';
import kubernetesAnonymousBinding from './kubernetes/anonymous-binding.js';
import kubernetesAntiAffinityMissing from './kubernetes/anti-affinity-missing.js';
import kubernetesAntiAffinityWithoutTopologyKey from './kubernetes/anti-affinity-without-topology-key.js';
import kubernetesApiVersionNewerThanTarget from './kubernetes/api-version-newer-than-target.js';
import kubernetesApparmorAnnotationOrphan from './kubernetes/apparmor-annotation-orphan.js';
import kubernetesApparmorProfileMissing from './kubernetes/apparmor-profile-missing.js';
import kubernetesApparmorProfileNotAllowed from './kubernetes/apparmor-profile-not-allowed.js';
import kubernetesApparmorUnconfined from './kubernetes/apparmor-unconfined.js';
import kubernetesArgoAppOutsideNamespace from './kubernetes/argo-app-outside-namespace.js';
import kubernetesArgoDagGoesOnAfterFailure from './kubernetes/argo-dag-goes-on-after-failure.js';
import kubernetesArgoRetryMissesErrors from './kubernetes/argo-retry-misses-errors.js';
import kubernetesArgoRetryStrategyEmpty from './kubernetes/argo-retry-strategy-empty.js';
import kubernetesArgoRolloutHistoryUnset from './kubernetes/argo-rollout-history-unset.js';
import kubernetesArgoRolloutNotAborted from './kubernetes/argo-rollout-not-aborted.js';
import kubernetesArgoRolloutPauseEndless from './kubernetes/argo-rollout-pause-endless.js';
import kubernetesArgoRolloutScaleDownEarly from './kubernetes/argo-rollout-scale-down-early.js';
import kubernetesArgoSettingsNotRecognized from './kubernetes/argo-settings-not-recognized.js';
import kubernetesArgoWorkflowDefaultAccount from './kubernetes/argo-workflow-default-account.js';
import kubernetesAuthenticatedBinding from './kubernetes/authenticated-binding.js';
import kubernetesAutoscalerCountsOtherPods from './kubernetes/autoscaler-counts-other-pods.js';
import kubernetesAutoscalerFightsReplicas from './kubernetes/autoscaler-fights-replicas.js';
import kubernetesAutoscalerMaximumUnset from './kubernetes/autoscaler-maximum-unset.js';
import kubernetesAutoscalerMinimumAboveMaximum from './kubernetes/autoscaler-minimum-above-maximum.js';
import kubernetesAutoscalerMinimumLow from './kubernetes/autoscaler-minimum-low.js';
import kubernetesAutoscalerMinimumOfOne from './kubernetes/autoscaler-minimum-of-one.js';
import kubernetesAutoscalerMinimumUnset from './kubernetes/autoscaler-minimum-unset.js';
import kubernetesAutoscalerTargetNotScalable from './kubernetes/autoscaler-target-not-scalable.js';
import kubernetesAutoscalerTargetShared from './kubernetes/autoscaler-target-shared.js';
import kubernetesAutoscalerWithoutCpuRequest from './kubernetes/autoscaler-without-cpu-request.js';
import kubernetesAutoscalerWithoutMemoryRequest from './kubernetes/autoscaler-without-memory-request.js';
import kubernetesAutoscalerWithoutRange from './kubernetes/autoscaler-without-range.js';
import kubernetesBadValue from './kubernetes/bad-value.js';
import kubernetesBase64InStringData from './kubernetes/base64-in-string-data.js';
import kubernetesBidirectionalMountUnprivileged from './kubernetes/bidirectional-mount-unprivileged.js';
import kubernetesBindingSubjectInvalid from './kubernetes/binding-subject-invalid.js';
import kubernetesBindingWithoutSubjects from './kubernetes/binding-without-subjects.js';
import kubernetesCapabilitiesNoneDropped from './kubernetes/capabilities-none-dropped.js';
import kubernetesCapabilitiesNotDropped from './kubernetes/capabilities-not-dropped.js';
import kubernetesCapabilitiesNotRestricted from './kubernetes/capabilities-not-restricted.js';
import kubernetesCapabilityAdded from './kubernetes/capability-added.js';
import kubernetesCapabilityBeyondDefaultAdded from './kubernetes/capability-beyond-default-added.js';
import kubernetesClaimMounted from './kubernetes/claim-mounted.js';
import kubernetesClaimReferenceMissing from './kubernetes/claim-reference-missing.js';
import kubernetesClaimUnused from './kubernetes/claim-unused.js';
import kubernetesClusterAdminBinding from './kubernetes/cluster-admin-binding.js';
import kubernetesClusterIpInvalid from './kubernetes/cluster-ip-invalid.js';
import kubernetesClusterRoleManagesSecrets from './kubernetes/cluster-role-manages-secrets.js';
import kubernetesClusterRoleWildcardResource from './kubernetes/cluster-role-wildcard-resource.js';
import kubernetesCommandReplacesEntrypoint from './kubernetes/command-replaces-entrypoint.js';
import kubernetesConfigKeyMissing from './kubernetes/config-key-missing.js';
import kubernetesConfigNotInFile from './kubernetes/config-not-in-file.js';
import kubernetesConfigReferenceMissing from './kubernetes/config-reference-missing.js';
import kubernetesConfigmapMounted from './kubernetes/configmap-mounted.js';
import kubernetesConfigmapUnused from './kubernetes/configmap-unused.js';
import kubernetesContainerNameDuplicate from './kubernetes/container-name-duplicate.js';
import kubernetesContainerPortConflict from './kubernetes/container-port-conflict.js';
import kubernetesContainerPortDiffers from './kubernetes/container-port-differs.js';
import kubernetesContainerPortNameDuplicate from './kubernetes/container-port-name-duplicate.js';
import kubernetesContainerPortNameInvalid from './kubernetes/container-port-name-invalid.js';
import kubernetesContainerPortNameMissing from './kubernetes/container-port-name-missing.js';
import kubernetesContainerPortNumberMissing from './kubernetes/container-port-number-missing.js';
import kubernetesContainerSecurityContextMissing from './kubernetes/container-security-context-missing.js';
import kubernetesControlPlaneToleration from './kubernetes/control-plane-toleration.js';
import kubernetesCpuLimitMissing from './kubernetes/cpu-limit-missing.js';
import kubernetesCpuLimitPresent from './kubernetes/cpu-limit-present.js';
import kubernetesCpuRequestDiffersFromLimit from './kubernetes/cpu-request-differs-from-limit.js';
import kubernetesCpuRequestLeftToLimit from './kubernetes/cpu-request-left-to-limit.js';
import kubernetesCpuRequestMissing from './kubernetes/cpu-request-missing.js';
import kubernetesCronDaysJoined from './kubernetes/cron-days-joined.js';
import kubernetesCronScheduleInvalid from './kubernetes/cron-schedule-invalid.js';
import kubernetesCronScheduleNeverRuns from './kubernetes/cron-schedule-never-runs.js';
import kubernetesCronTimeZoneUnknown from './kubernetes/cron-time-zone-unknown.js';
import kubernetesCronjobConcurrencyAllowed from './kubernetes/cronjob-concurrency-allowed.js';
import kubernetesCronjobDeadlineMissing from './kubernetes/cronjob-deadline-missing.js';
import kubernetesCronjobDeadlineTooShort from './kubernetes/cronjob-deadline-too-short.js';
import kubernetesCronjobTtlSet from './kubernetes/cronjob-ttl-set.js';
import kubernetesDangerousCapabilityAdded from './kubernetes/dangerous-capability-added.js';
import kubernetesDashboardAccountUsed from './kubernetes/dashboard-account-used.js';
import kubernetesDashboardDeployed from './kubernetes/dashboard-deployed.js';
import kubernetesDashboardRoleBound from './kubernetes/dashboard-role-bound.js';
import kubernetesDeadlineOfEndlessPod from './kubernetes/deadline-of-endless-pod.js';
import kubernetesDefaultAccountAutomounts from './kubernetes/default-account-automounts.js';
import kubernetesDefaultAccountBound from './kubernetes/default-account-bound.js';
import kubernetesDefaultAccountUsed from './kubernetes/default-account-used.js';
import kubernetesDefaultNamespace from './kubernetes/default-namespace.js';
import kubernetesDeprecatedApiVersion from './kubernetes/deprecated-api-version.js';
import kubernetesDeprecatedServiceAccountField from './kubernetes/deprecated-service-account-field.js';
import kubernetesDisruptionBudgetAboveAutoscalerMinimum from './kubernetes/disruption-budget-above-autoscaler-minimum.js';
import kubernetesDisruptionBudgetBlocks from './kubernetes/disruption-budget-blocks.js';
import kubernetesDisruptionBudgetEqualsAutoscalerMinimum from './kubernetes/disruption-budget-equals-autoscaler-minimum.js';
import kubernetesDisruptionBudgetMissing from './kubernetes/disruption-budget-missing.js';
import kubernetesDisruptionBudgetMissingForUnknownScale from './kubernetes/disruption-budget-missing-for-unknown-scale.js';
import kubernetesDisruptionBudgetWithTwoLimits from './kubernetes/disruption-budget-with-two-limits.js';
import kubernetesDisruptionBudgetWithoutLimit from './kubernetes/disruption-budget-without-limit.js';
import kubernetesDisruptionBudgetWithoutSelector from './kubernetes/disruption-budget-without-selector.js';
import kubernetesDnsNdotsUnset from './kubernetes/dns-ndots-unset.js';
import kubernetesDuplicateEnvName from './kubernetes/duplicate-env-name.js';
import kubernetesDuplicateKey from './kubernetes/duplicate-key.js';
import kubernetesDuplicateObject from './kubernetes/duplicate-object.js';
import kubernetesEmailAnnotationMissing from './kubernetes/email-annotation-missing.js';
import kubernetesEmptyDirWithoutSizeLimit from './kubernetes/empty-dir-without-size-limit.js';
import kubernetesEmptyWorkloadSelector from './kubernetes/empty-workload-selector.js';
import kubernetesEndpointsliceLocalhost from './kubernetes/endpointslice-localhost.js';
import kubernetesEnvValueAndValueFrom from './kubernetes/env-value-and-value-from.js';
import kubernetesEnvironmentLabelMissing from './kubernetes/environment-label-missing.js';
import kubernetesEphemeralContainersDeclared from './kubernetes/ephemeral-containers-declared.js';
import kubernetesEphemeralStorageRequestDiffersFromLimit from './kubernetes/ephemeral-storage-request-differs-from-limit.js';
import kubernetesEphemeralStorageUnset from './kubernetes/ephemeral-storage-unset.js';
import kubernetesExecRoleBound from './kubernetes/exec-role-bound.js';
import kubernetesExportedFields from './kubernetes/exported-fields.js';
import kubernetesExposedToInternet from './kubernetes/exposed-to-internet.js';
import kubernetesExtendedResourceOvercommitted from './kubernetes/extended-resource-overcommitted.js';
import kubernetesExternalNameInvalid from './kubernetes/external-name-invalid.js';
import kubernetesExternalNameLocalhost from './kubernetes/external-name-localhost.js';
import kubernetesFewReplicas from './kubernetes/few-replicas.js';
import kubernetesFieldNewerThanTarget from './kubernetes/field-newer-than-target.js';
import kubernetesFsGroupChangePolicyUnset from './kubernetes/fs-group-change-policy-unset.js';
import kubernetesFsGroupUnset from './kubernetes/fs-group-unset.js';
import kubernetesGatewayBackendMissing from './kubernetes/gateway-backend-missing.js';
import kubernetesGatewayBackendNotInFile from './kubernetes/gateway-backend-not-in-file.js';
import kubernetesGatewayBackendWithoutGrant from './kubernetes/gateway-backend-without-grant.js';
import kubernetesGatewayBackendWithoutPort from './kubernetes/gateway-backend-without-port.js';
import kubernetesGatewayParentMissing from './kubernetes/gateway-parent-missing.js';
import kubernetesGitSyncCustomGit from './kubernetes/git-sync-custom-git.js';
import kubernetesGracePeriodTooShort from './kubernetes/grace-period-too-short.js';
import kubernetesHeadlessPortRemapped from './kubernetes/headless-port-remapped.js';
import kubernetesHealthcheckIgnoredByKubernetes from './kubernetes/healthcheck-ignored-by-kubernetes.js';
import kubernetesHostAliases from './kubernetes/host-aliases.js';
import kubernetesHostIpc from './kubernetes/host-ipc.js';
import kubernetesHostNetwork from './kubernetes/host-network.js';
import kubernetesHostPathCloudCredentials from './kubernetes/host-path-cloud-credentials.js';
import kubernetesHostPathPersistentVolume from './kubernetes/host-path-persistent-volume.js';
import kubernetesHostPathProc from './kubernetes/host-path-proc.js';
import kubernetesHostPathSensitiveDirectory from './kubernetes/host-path-sensitive-directory.js';
import kubernetesHostPathVolume from './kubernetes/host-path-volume.js';
import kubernetesHostPathWritable from './kubernetes/host-path-writable.js';
import kubernetesHostPid from './kubernetes/host-pid.js';
import kubernetesHostPort from './kubernetes/host-port.js';
import kubernetesHostUsersNotIsolated from './kubernetes/host-users-not-isolated.js';
import kubernetesHpaTargetMissing from './kubernetes/hpa-target-missing.js';
import kubernetesHpaTargetNotInFile from './kubernetes/hpa-target-not-in-file.js';
import kubernetesIdentifyingLabelsMissing from './kubernetes/identifying-labels-missing.js';
import kubernetesImageFromOtherTag from './kubernetes/image-from-other-tag.js';
import kubernetesImageMissing from './kubernetes/image-missing.js';
import kubernetesImageNotBuiltHere from './kubernetes/image-not-built-here.js';
import kubernetesImageNotPinnedByDigest from './kubernetes/image-not-pinned-by-digest.js';
import kubernetesImagePullPolicyNotAlways from './kubernetes/image-pull-policy-not-always.js';
import kubernetesImagePullPolicyUnset from './kubernetes/image-pull-policy-unset.js';
import kubernetesImageTagDiffers from './kubernetes/image-tag-differs.js';
import kubernetesImageWithoutRegistry from './kubernetes/image-without-registry.js';
import kubernetesImageWithoutVersion from './kubernetes/image-without-version.js';
import kubernetesIngressAnnotationInjection from './kubernetes/ingress-annotation-injection.js';
import kubernetesIngressBackendIncomplete from './kubernetes/ingress-backend-incomplete.js';
import kubernetesIngressBackendMissing from './kubernetes/ingress-backend-missing.js';
import kubernetesIngressBackendNotInFile from './kubernetes/ingress-backend-not-in-file.js';
import kubernetesIngressClassAnnotation from './kubernetes/ingress-class-annotation.js';
import kubernetesIngressClassNotAllowed from './kubernetes/ingress-class-not-allowed.js';
import kubernetesIngressDefaultBackend from './kubernetes/ingress-default-backend.js';
import kubernetesIngressEmpty from './kubernetes/ingress-empty.js';
import kubernetesIngressHostInvalid from './kubernetes/ingress-host-invalid.js';
import kubernetesIngressHostMissing from './kubernetes/ingress-host-missing.js';
import kubernetesIngressHostPathDuplicate from './kubernetes/ingress-host-path-duplicate.js';
import kubernetesIngressHostWildcard from './kubernetes/ingress-host-wildcard.js';
import kubernetesIngressNginxEndOfLife from './kubernetes/ingress-nginx-end-of-life.js';
import kubernetesIngressNginxSnippetsAllowed from './kubernetes/ingress-nginx-snippets-allowed.js';
import kubernetesIngressNginxVulnerable from './kubernetes/ingress-nginx-vulnerable.js';
import kubernetesIngressPathDangerous from './kubernetes/ingress-path-dangerous.js';
import kubernetesIngressPathInvalid from './kubernetes/ingress-path-invalid.js';
import kubernetesIngressPathPattern from './kubernetes/ingress-path-pattern.js';
import kubernetesIngressSnippet from './kubernetes/ingress-snippet.js';
import kubernetesIngressSnippetAlias from './kubernetes/ingress-snippet-alias.js';
import kubernetesIngressSnippetLua from './kubernetes/ingress-snippet-lua.js';
import kubernetesIngressTlsHostMismatch from './kubernetes/ingress-tls-host-mismatch.js';
import kubernetesIngressWithoutTls from './kubernetes/ingress-without-tls.js';
import kubernetesInsecureCapabilityAdded from './kubernetes/insecure-capability-added.js';
import kubernetesInstanceLabelMismatch from './kubernetes/instance-label-mismatch.js';
import kubernetesInstanceLabelMissing from './kubernetes/instance-label-missing.js';
import kubernetesInvalidImageReference from './kubernetes/invalid-image-reference.js';
import kubernetesJobDeadlineMissing from './kubernetes/job-deadline-missing.js';
import kubernetesJobFieldConflict from './kubernetes/job-field-conflict.js';
import kubernetesJobRestartsAlways from './kubernetes/job-restarts-always.js';
import kubernetesJobTtlMissing from './kubernetes/job-ttl-missing.js';
import kubernetesKeysNotSorted from './kubernetes/keys-not-sorted.js';
import kubernetesKilledWithoutGrace from './kubernetes/killed-without-grace.js';
import kubernetesKubeSystemNamespace from './kubernetes/kube-system-namespace.js';
import kubernetesLabelKeyInvalid from './kubernetes/label-key-invalid.js';
import kubernetesLabelValueInvalid from './kubernetes/label-value-invalid.js';
import kubernetesLatestImageNotPulled from './kubernetes/latest-image-not-pulled.js';
import kubernetesLimitRangeIncomplete from './kubernetes/limit-range-incomplete.js';
import kubernetesLinuxHardeningAbsent from './kubernetes/linux-hardening-absent.js';
import kubernetesLivenessEqualsReadiness from './kubernetes/liveness-equals-readiness.js';
import kubernetesLivenessProbeMissing from './kubernetes/liveness-probe-missing.js';
import kubernetesLivenessRestartsTooEagerly from './kubernetes/liveness-restarts-too-eagerly.js';
import kubernetesLoadBalancerPublic from './kubernetes/load-balancer-public.js';
import kubernetesLoadBalancerWithoutCertificate from './kubernetes/load-balancer-without-certificate.js';
import kubernetesLocalhostRegistry from './kubernetes/localhost-registry.js';
import kubernetesLowGid from './kubernetes/low-gid.js';
import kubernetesLowUid from './kubernetes/low-uid.js';
import kubernetesManyContainers from './kubernetes/many-containers.js';
import kubernetesMastersBinding from './kubernetes/masters-binding.js';
import kubernetesMemoryLimitMissing from './kubernetes/memory-limit-missing.js';
import kubernetesMemoryLimitWithoutHeadroom from './kubernetes/memory-limit-without-headroom.js';
import kubernetesMemoryRequestDiffersFromLimit from './kubernetes/memory-request-differs-from-limit.js';
import kubernetesMemoryRequestLeftToLimit from './kubernetes/memory-request-left-to-limit.js';
import kubernetesMemoryRequestMissing from './kubernetes/memory-request-missing.js';
import kubernetesMissingField from './kubernetes/missing-field.js';
import kubernetesMountHidesImageContent from './kubernetes/mount-hides-image-content.js';
import kubernetesMountPathDuplicate from './kubernetes/mount-path-duplicate.js';
import kubernetesMountPropagationSet from './kubernetes/mount-propagation-set.js';
import kubernetesMutatingWebhookConfigured from './kubernetes/mutating-webhook-configured.js';
import kubernetesNakedPod from './kubernetes/naked-pod.js';
import kubernetesNamespaceAdminBinding from './kubernetes/namespace-admin-binding.js';
import kubernetesNamespaceBelowBaseline from './kubernetes/namespace-below-baseline.js';
import kubernetesNamespaceBelowRestricted from './kubernetes/namespace-below-restricted.js';
import kubernetesNamespaceDeclared from './kubernetes/namespace-declared.js';
import kubernetesNamespaceMissing from './kubernetes/namespace-missing.js';
import kubernetesNamespaceNameInvalid from './kubernetes/namespace-name-invalid.js';
import kubernetesNamespaceOnClusterObject from './kubernetes/namespace-on-cluster-object.js';
import kubernetesNamespaceWithoutNetworkPolicy from './kubernetes/namespace-without-network-policy.js';
import kubernetesNamespaceWithoutPodSecurity from './kubernetes/namespace-without-pod-security.js';
import kubernetesNegativeAmount from './kubernetes/negative-amount.js';
import kubernetesNetRawAdded from './kubernetes/net-raw-added.js';
import kubernetesNetRawNotDropped from './kubernetes/net-raw-not-dropped.js';
import kubernetesNetworkPolicyAllowAll from './kubernetes/network-policy-allow-all.js';
import kubernetesNetworkPolicyCidrInvalid from './kubernetes/network-policy-cidr-invalid.js';
import kubernetesNetworkPolicyDirectionClosed from './kubernetes/network-policy-direction-closed.js';
import kubernetesNetworkPolicyEgressWithoutDns from './kubernetes/network-policy-egress-without-dns.js';
import kubernetesNetworkPolicyEmptyPeers from './kubernetes/network-policy-empty-peers.js';
import kubernetesNetworkPolicyEmptyPodSelector from './kubernetes/network-policy-empty-pod-selector.js';
import kubernetesNetworkPolicyMissing from './kubernetes/network-policy-missing.js';
import kubernetesNetworkPolicyOneDirection from './kubernetes/network-policy-one-direction.js';
import kubernetesNetworkPolicyPeerInvalid from './kubernetes/network-policy-peer-invalid.js';
import kubernetesNetworkPolicyPeerSelectsNothing from './kubernetes/network-policy-peer-selects-nothing.js';
import kubernetesNetworkPolicyPeerSplit from './kubernetes/network-policy-peer-split.js';
import kubernetesNetworkPolicyPortRangeInvalid from './kubernetes/network-policy-port-range-invalid.js';
import kubernetesNetworkPolicySelectsNothing from './kubernetes/network-policy-selects-nothing.js';
import kubernetesNetworkPolicyTargetNotInFile from './kubernetes/network-policy-target-not-in-file.js';
import kubernetesNetworkPolicyTypeMissing from './kubernetes/network-policy-type-missing.js';
import kubernetesNetworkPolicyWithoutSelector from './kubernetes/network-policy-without-selector.js';
import kubernetesNodeAffinityMissing from './kubernetes/node-affinity-missing.js';
import kubernetesNodePortOutOfRange from './kubernetes/node-port-out-of-range.js';
import kubernetesNonNumericUserWithRunAsNonRoot from './kubernetes/non-numeric-user-with-run-as-non-root.js';
import kubernetesObjectNameInvalid from './kubernetes/object-name-invalid.js';
import kubernetesObjectNameMissing from './kubernetes/object-name-missing.js';
import kubernetesOpenEndedRepositoryPrefix from './kubernetes/open-ended-repository-prefix.js';
import kubernetesOwnerLabelMissing from './kubernetes/owner-label-missing.js';
import kubernetesOwnerReferenceInManifest from './kubernetes/owner-reference-in-manifest.js';
import kubernetesParallelismAboveCompletions from './kubernetes/parallelism-above-completions.js';
import kubernetesPathTypeMissing from './kubernetes/path-type-missing.js';
import kubernetesPersistentVolumeUnused from './kubernetes/persistent-volume-unused.js';
import kubernetesPersonalDataInConfigMap from './kubernetes/personal-data-in-config-map.js';
import kubernetesPodNeverRestarted from './kubernetes/pod-never-restarted.js';
import kubernetesPodRejectedByNamespace from './kubernetes/pod-rejected-by-namespace.js';
import kubernetesPodTiedToNode from './kubernetes/pod-tied-to-node.js';
import kubernetesPortOutOfRange from './kubernetes/port-out-of-range.js';
import kubernetesPrestopHookMissing from './kubernetes/prestop-hook-missing.js';
import kubernetesPriorityClassMissing from './kubernetes/priority-class-missing.js';
import kubernetesPriorityClassNotAllowed from './kubernetes/priority-class-not-allowed.js';
import kubernetesPrivilegeEscalationAllowed from './kubernetes/privilege-escalation-allowed.js';
import kubernetesPrivilegeEscalationContradicted from './kubernetes/privilege-escalation-contradicted.js';
import kubernetesPrivilegeEscalationEnabled from './kubernetes/privilege-escalation-enabled.js';
import kubernetesPrivilegedContainer from './kubernetes/privileged-container.js';
import kubernetesPrivilegedPort from './kubernetes/privileged-port.js';
import kubernetesPrivilegedPortWithoutCapability from './kubernetes/privileged-port-without-capability.js';
import kubernetesPrivilegedUnset from './kubernetes/privileged-unset.js';
import kubernetesProbeCommandDenied from './kubernetes/probe-command-denied.js';
import kubernetesProbeFailureThresholdUnset from './kubernetes/probe-failure-threshold-unset.js';
import kubernetesProbeHostSet from './kubernetes/probe-host-set.js';
import kubernetesProbeInitialDelayUnset from './kubernetes/probe-initial-delay-unset.js';
import kubernetesProbeNumberInvalid from './kubernetes/probe-number-invalid.js';
import kubernetesProbeOnInitContainer from './kubernetes/probe-on-init-container.js';
import kubernetesProbePathNotInApp from './kubernetes/probe-path-not-in-app.js';
import kubernetesProbePeriodUnset from './kubernetes/probe-period-unset.js';
import kubernetesProbePortNameUnknown from './kubernetes/probe-port-name-unknown.js';
import kubernetesProbePortNotDeclared from './kubernetes/probe-port-not-declared.js';
import kubernetesProbeSuccessThresholdUnset from './kubernetes/probe-success-threshold-unset.js';
import kubernetesProbeTimeoutUnset from './kubernetes/probe-timeout-unset.js';
import kubernetesProbeWithoutHandler from './kubernetes/probe-without-handler.js';
import kubernetesProcMountInUserNamespace from './kubernetes/proc-mount-in-user-namespace.js';
import kubernetesProcMountUnmasked from './kubernetes/proc-mount-unmasked.js';
import kubernetesProgressDeadlineTooShort from './kubernetes/progress-deadline-too-short.js';
import kubernetesPspAddedCapabilities from './kubernetes/psp-added-capabilities.js';
import kubernetesPspDropsNothing from './kubernetes/psp-drops-nothing.js';
import kubernetesPspHostIpc from './kubernetes/psp-host-ipc.js';
import kubernetesPspHostNetwork from './kubernetes/psp-host-network.js';
import kubernetesPspHostPid from './kubernetes/psp-host-pid.js';
import kubernetesPspKeepsNetRaw from './kubernetes/psp-keeps-net-raw.js';
import kubernetesPspPrivilegeEscalation from './kubernetes/psp-privilege-escalation.js';
import kubernetesPspPrivileged from './kubernetes/psp-privileged.js';
import kubernetesPspRootUser from './kubernetes/psp-root-user.js';
import kubernetesPspSeccompUnset from './kubernetes/psp-seccomp-unset.js';
import kubernetesPublicRegistry from './kubernetes/public-registry.js';
import kubernetesPullPolicyAgainstImport from './kubernetes/pull-policy-against-import.js';
import kubernetesPullSecretInvalid from './kubernetes/pull-secret-invalid.js';
import kubernetesPullSecretMissing from './kubernetes/pull-secret-missing.js';
import kubernetesQosBestEffort from './kubernetes/qos-best-effort.js';
import kubernetesQosNotGuaranteed from './kubernetes/qos-not-guaranteed.js';
import kubernetesReadOnlyRootButImageWrites from './kubernetes/read-only-root-but-image-writes.js';
import kubernetesReadOnlyRootWithoutTmp from './kubernetes/read-only-root-without-tmp.js';
import kubernetesReadinessProbeMissing from './kubernetes/readiness-probe-missing.js';
import kubernetesRecommendedLabelsMissing from './kubernetes/recommended-labels-missing.js';
import kubernetesRecreateBehindService from './kubernetes/recreate-behind-service.js';
import kubernetesRecreateStrategy from './kubernetes/recreate-strategy.js';
import kubernetesRemovedApiVersion from './kubernetes/removed-api-version.js';
import kubernetesRequestExceedsLimit from './kubernetes/request-exceeds-limit.js';
import kubernetesRequiredAnnotationsMissing from './kubernetes/required-annotations-missing.js';
import kubernetesRequiredLabelsMissing from './kubernetes/required-labels-missing.js';
import kubernetesResourceQuotaIncomplete from './kubernetes/resource-quota-incomplete.js';
import kubernetesResourcesOutOfRange from './kubernetes/resources-out-of-range.js';
import kubernetesRestartPolicyNotAlways from './kubernetes/restart-policy-not-always.js';
import kubernetesRetiredRegistry from './kubernetes/retired-registry.js';
import kubernetesRevisionHistoryDisabled from './kubernetes/revision-history-disabled.js';
import kubernetesRoleApprovesCertificates from './kubernetes/role-approves-certificates.js';
import kubernetesRoleBindsRoles from './kubernetes/role-binds-roles.js';
import kubernetesRoleBindsWithClusterRoleBinding from './kubernetes/role-binds-with-cluster-role-binding.js';
import kubernetesRoleBindsWithRoleBinding from './kubernetes/role-binds-with-role-binding.js';
import kubernetesRoleChangesAwsAuth from './kubernetes/role-changes-aws-auth.js';
import kubernetesRoleChangesCoredns from './kubernetes/role-changes-coredns.js';
import kubernetesRoleChangesNamespaces from './kubernetes/role-changes-namespaces.js';
import kubernetesRoleChangesServiceStatus from './kubernetes/role-changes-service-status.js';
import kubernetesRoleChangesWebhooks from './kubernetes/role-changes-webhooks.js';
import kubernetesRoleCreatesPersistentVolumes from './kubernetes/role-creates-persistent-volumes.js';
import kubernetesRoleCreatesPods from './kubernetes/role-creates-pods.js';
import kubernetesRoleCreatesTokens from './kubernetes/role-creates-tokens.js';
import kubernetesRoleDeletesEvents from './kubernetes/role-deletes-events.js';
import kubernetesRoleDeletesPodLogs from './kubernetes/role-deletes-pod-logs.js';
import kubernetesRoleDeletesWorkloads from './kubernetes/role-deletes-workloads.js';
import kubernetesRoleEditsEndpoints from './kubernetes/role-edits-endpoints.js';
import kubernetesRoleEscalates from './kubernetes/role-escalates.js';
import kubernetesRoleExtendsOwnBinding from './kubernetes/role-extends-own-binding.js';
import kubernetesRoleGrantsAttach from './kubernetes/role-grants-attach.js';
import kubernetesRoleGrantsDebugContainers from './kubernetes/role-grants-debug-containers.js';
import kubernetesRoleGrantsEverything from './kubernetes/role-grants-everything.js';
import kubernetesRoleGrantsExec from './kubernetes/role-grants-exec.js';
import kubernetesRoleGrantsNodeProxy from './kubernetes/role-grants-node-proxy.js';
import kubernetesRoleGrantsPortForward from './kubernetes/role-grants-port-forward.js';
import kubernetesRoleImpersonates from './kubernetes/role-impersonates.js';
import kubernetesRoleManagesConfigmaps from './kubernetes/role-manages-configmaps.js';
import kubernetesRoleManagesNetworking from './kubernetes/role-manages-networking.js';
import kubernetesRoleManagesRbac from './kubernetes/role-manages-rbac.js';
import kubernetesRoleManagesSecrets from './kubernetes/role-manages-secrets.js';
import kubernetesRoleManagesWorkloads from './kubernetes/role-manages-workloads.js';
import kubernetesRoleNamesLimitCreation from './kubernetes/role-names-limit-creation.js';
import kubernetesRoleNotInFile from './kubernetes/role-not-in-file.js';
import kubernetesRolePatternWithoutEffect from './kubernetes/role-pattern-without-effect.js';
import kubernetesRoleReadsSecrets from './kubernetes/role-reads-secrets.js';
import kubernetesRoleReferenceInvalid from './kubernetes/role-reference-invalid.js';
import kubernetesRoleReferenceMissing from './kubernetes/role-reference-missing.js';
import kubernetesRoleRuleInvalid from './kubernetes/role-rule-invalid.js';
import kubernetesRoleUpdatesCertificateApproval from './kubernetes/role-updates-certificate-approval.js';
import kubernetesRoleVerbUnknown from './kubernetes/role-verb-unknown.js';
import kubernetesRoleVerbWithoutEffect from './kubernetes/role-verb-without-effect.js';
import kubernetesRoleWildcard from './kubernetes/role-wildcard.js';
import kubernetesRoleWildcardResource from './kubernetes/role-wildcard-resource.js';
import kubernetesRoleWildcardVerb from './kubernetes/role-wildcard-verb.js';
import kubernetesRollingUpdateOfOtherType from './kubernetes/rolling-update-of-other-type.js';
import kubernetesRolloutCannotProceed from './kubernetes/rollout-cannot-proceed.js';
import kubernetesRolloutStrategyMissing from './kubernetes/rollout-strategy-missing.js';
import kubernetesRolloutTakesAllPods from './kubernetes/rollout-takes-all-pods.js';
import kubernetesRootGroup from './kubernetes/root-group.js';
import kubernetesRootImageWithRunAsNonRoot from './kubernetes/root-image-with-run-as-non-root.js';
import kubernetesRootUserPossible from './kubernetes/root-user-possible.js';
import kubernetesRootUserWithRunAsNonRoot from './kubernetes/root-user-with-run-as-non-root.js';
import kubernetesRunAsRootAllowed from './kubernetes/run-as-root-allowed.js';
import kubernetesRunAsRootUid from './kubernetes/run-as-root-uid.js';
import kubernetesRuntimeClassNotHardened from './kubernetes/runtime-class-not-hardened.js';
import kubernetesRuntimeSocketMounted from './kubernetes/runtime-socket-mounted.js';
import kubernetesSandboxEgressOpen from './kubernetes/sandbox-egress-open.js';
import kubernetesSccAllowsPrivileged from './kubernetes/scc-allows-privileged.js';
import kubernetesSeccompAnnotationIgnored from './kubernetes/seccomp-annotation-ignored.js';
import kubernetesSeccompLocalhostProfile from './kubernetes/seccomp-localhost-profile.js';
import kubernetesSeccompNotInForce from './kubernetes/seccomp-not-in-force.js';
import kubernetesSeccompUnconfined from './kubernetes/seccomp-unconfined.js';
import kubernetesSeccompUnset from './kubernetes/seccomp-unset.js';
import kubernetesSecretAsEnvironmentVariable from './kubernetes/secret-as-environment-variable.js';
import kubernetesSecretDataNotBase64 from './kubernetes/secret-data-not-base64.js';
import kubernetesSecretEndsWithLineBreak from './kubernetes/secret-ends-with-line-break.js';
import kubernetesSecretInConfigMap from './kubernetes/secret-in-config-map.js';
import kubernetesSecretInEnvironment from './kubernetes/secret-in-environment.js';
import kubernetesSecretInManifest from './kubernetes/secret-in-manifest.js';
import kubernetesSecretMounted from './kubernetes/secret-mounted.js';
import kubernetesSecretSuspected from './kubernetes/secret-suspected.js';
import kubernetesSecretUnused from './kubernetes/secret-unused.js';
import kubernetesSecurityContextMissing from './kubernetes/security-context-missing.js';
import kubernetesSelectorMismatch from './kubernetes/selector-mismatch.js';
import kubernetesSelectorShared from './kubernetes/selector-shared.js';
import kubernetesSelinuxOptionsUnset from './kubernetes/selinux-options-unset.js';
import kubernetesSelinuxTypeNotAllowed from './kubernetes/selinux-type-not-allowed.js';
import kubernetesSelinuxUserOrRoleSet from './kubernetes/selinux-user-or-role-set.js';
import kubernetesSensitiveInterfaceExposed from './kubernetes/sensitive-interface-exposed.js';
import kubernetesServedByOnePod from './kubernetes/served-by-one-pod.js';
import kubernetesServedPodWithoutReadinessProbe from './kubernetes/served-pod-without-readiness-probe.js';
import kubernetesServiceAccountAutomounts from './kubernetes/service-account-automounts.js';
import kubernetesServiceAccountBindsRoles from './kubernetes/service-account-binds-roles.js';
import kubernetesServiceAccountChangesServiceStatus from './kubernetes/service-account-changes-service-status.js';
import kubernetesServiceAccountExecutes from './kubernetes/service-account-executes.js';
import kubernetesServiceAccountHasRights from './kubernetes/service-account-has-rights.js';
import kubernetesServiceAccountImpersonates from './kubernetes/service-account-impersonates.js';
import kubernetesServiceAccountListsSecrets from './kubernetes/service-account-lists-secrets.js';
import kubernetesServiceAccountMissing from './kubernetes/service-account-missing.js';
import kubernetesServiceAccountNotInFile from './kubernetes/service-account-not-in-file.js';
import kubernetesServiceAccountReadsSecrets from './kubernetes/service-account-reads-secrets.js';
import kubernetesServiceAccountTokenMounted from './kubernetes/service-account-token-mounted.js';
import kubernetesServiceAccountTokenSecret from './kubernetes/service-account-token-secret.js';
import kubernetesServiceAccountTokenWithRights from './kubernetes/service-account-token-with-rights.js';
import kubernetesServiceExternalIps from './kubernetes/service-external-ips.js';
import kubernetesServiceFieldOfOtherType from './kubernetes/service-field-of-other-type.js';
import kubernetesServicePortDuplicate from './kubernetes/service-port-duplicate.js';
import kubernetesServicePortNameInvalid from './kubernetes/service-port-name-invalid.js';
import kubernetesServicePortNameMissing from './kubernetes/service-port-name-missing.js';
import kubernetesServicePortNotAllowed from './kubernetes/service-port-not-allowed.js';
import kubernetesServiceSelectorNotUnique from './kubernetes/service-selector-not-unique.js';
import kubernetesServiceSelectsNothing from './kubernetes/service-selects-nothing.js';
import kubernetesServiceSelectsOtherWorkload from './kubernetes/service-selects-other-workload.js';
import kubernetesServiceTargetNotInFile from './kubernetes/service-target-not-in-file.js';
import kubernetesServiceTargetPortInvalid from './kubernetes/service-target-port-invalid.js';
import kubernetesServiceTypeLoadbalancer from './kubernetes/service-type-loadbalancer.js';
import kubernetesServiceTypeNodeport from './kubernetes/service-type-nodeport.js';
import kubernetesServiceWithoutPorts from './kubernetes/service-without-ports.js';
import kubernetesServicemonitorSelectsNothing from './kubernetes/servicemonitor-selects-nothing.js';
import kubernetesServicemonitorTargetNotInFile from './kubernetes/servicemonitor-target-not-in-file.js';
import kubernetesSeveralProbeHandlers from './kubernetes/several-probe-handlers.js';
import kubernetesSingleReplica from './kubernetes/single-replica.js';
import kubernetesSlowStartWithoutStartupProbe from './kubernetes/slow-start-without-startup-probe.js';
import kubernetesSshPortExposed from './kubernetes/ssh-port-exposed.js';
import kubernetesSshService from './kubernetes/ssh-service.js';
import kubernetesStartupProbeMissing from './kubernetes/startup-probe-missing.js';
import kubernetesStatefulsetServiceMissing from './kubernetes/statefulset-service-missing.js';
import kubernetesStatefulsetServiceNotInFile from './kubernetes/statefulset-service-not-in-file.js';
import kubernetesStorageClassRetainsVolumes from './kubernetes/storage-class-retains-volumes.js';
import kubernetesStorageClassUnset from './kubernetes/storage-class-unset.js';
import kubernetesSubpathMount from './kubernetes/subpath-mount.js';
import kubernetesSudoInCommand from './kubernetes/sudo-in-command.js';
import kubernetesSuspiciousQuantity from './kubernetes/suspicious-quantity.js';
import kubernetesSysAdminAdded from './kubernetes/sys-admin-added.js';
import kubernetesSysModuleAdded from './kubernetes/sys-module-added.js';
import kubernetesSysctlCr8escape from './kubernetes/sysctl-cr8escape.js';
import kubernetesSysctlUnsafe from './kubernetes/sysctl-unsafe.js';
import kubernetesSystemAccountId from './kubernetes/system-account-id.js';
import kubernetesTargetPortNotServed from './kubernetes/target-port-not-served.js';
import kubernetesTillerDeployed from './kubernetes/tiller-deployed.js';
import kubernetesTillerListensEverywhere from './kubernetes/tiller-listens-everywhere.js';
import kubernetesTillerService from './kubernetes/tiller-service.js';
import kubernetesTokenInManifest from './kubernetes/token-in-manifest.js';
import kubernetesTopologySpreadCountsOthers from './kubernetes/topology-spread-counts-others.js';
import kubernetesTopologySpreadHard from './kubernetes/topology-spread-hard.js';
import kubernetesTopologySpreadInvalid from './kubernetes/topology-spread-invalid.js';
import kubernetesTopologySpreadMissing from './kubernetes/topology-spread-missing.js';
import kubernetesTopologySpreadUnusualKey from './kubernetes/topology-spread-unusual-key.js';
import kubernetesUnencryptedPersistentVolume from './kubernetes/unencrypted-persistent-volume.js';
import kubernetesUnhealthyEvictionPolicyUnset from './kubernetes/unhealthy-eviction-policy-unset.js';
import kubernetesUnknownApiVersion from './kubernetes/unknown-api-version.js';
import kubernetesUnknownField from './kubernetes/unknown-field.js';
import kubernetesUntrustedRegistry from './kubernetes/untrusted-registry.js';
import kubernetesValidatingWebhookConfigured from './kubernetes/validating-webhook-configured.js';
import kubernetesVolumeClaimNotForOnePod from './kubernetes/volume-claim-not-for-one-pod.js';
import kubernetesVolumeClaimNotReadWriteOnce from './kubernetes/volume-claim-not-read-write-once.js';
import kubernetesVolumeClaimWithoutAccessMode from './kubernetes/volume-claim-without-access-mode.js';
import kubernetesVolumeClaimWithoutSize from './kubernetes/volume-claim-without-size.js';
import kubernetesVolumeMountUnknown from './kubernetes/volume-mount-unknown.js';
import kubernetesVolumeNameDuplicate from './kubernetes/volume-name-duplicate.js';
import kubernetesVolumeTypeNotRestricted from './kubernetes/volume-type-not-restricted.js';
import kubernetesVolumeUnused from './kubernetes/volume-unused.js';
import kubernetesWebhookBlocksSystem from './kubernetes/webhook-blocks-system.js';
import kubernetesWebhookTimeoutInvalid from './kubernetes/webhook-timeout-invalid.js';
import kubernetesWebhookTimeoutLong from './kubernetes/webhook-timeout-long.js';
import kubernetesWholeSecretInEnvironment from './kubernetes/whole-secret-in-environment.js';
import kubernetesWindowsGmsaUnset from './kubernetes/windows-gmsa-unset.js';
import kubernetesWindowsHostProcess from './kubernetes/windows-host-process.js';
import kubernetesWindowsUserUnset from './kubernetes/windows-user-unset.js';
import kubernetesWorkloadWithAdminRights from './kubernetes/workload-with-admin-rights.js';
import kubernetesWorkloadWithTakeoverRights from './kubernetes/workload-with-takeover-rights.js';
import kubernetesWritableRootFilesystem from './kubernetes/writable-root-filesystem.js';
import kubernetesWrongType from './kubernetes/wrong-type.js';
import kubernetesYamlSyntax from './kubernetes/yaml-syntax.js';
import kustomizeBadLiteral from './kustomize/bad-literal.js';
import kustomizeBadNameAffix from './kustomize/bad-name-affix.js';
import kustomizeBadValue from './kustomize/bad-value.js';
import kustomizeDeprecatedField from './kustomize/deprecated-field.js';
import kustomizeDuplicateGenerator from './kustomize/duplicate-generator.js';
import kustomizeDuplicateKey from './kustomize/duplicate-key.js';
import kustomizeDuplicateResource from './kustomize/duplicate-resource.js';
import kustomizeEmptyKustomization from './kustomize/empty-kustomization.js';
import kustomizeFileNotListed from './kustomize/file-not-listed.js';
import kustomizeFolderWithoutKustomization from './kustomize/folder-without-kustomization.js';
import kustomizeGeneratorBaseMissing from './kustomize/generator-base-missing.js';
import kustomizeImageOverrideLatest from './kustomize/image-override-latest.js';
import kustomizeImageOverrideUnmatched from './kustomize/image-override-unmatched.js';
import kustomizeJsonPatchInvalid from './kustomize/json-patch-invalid.js';
import kustomizeJsonPatchPathMissing from './kustomize/json-patch-path-missing.js';
import kustomizeKustomizationAsFile from './kustomize/kustomization-as-file.js';
import kustomizeLabelsInSelectors from './kustomize/labels-in-selectors.js';
import kustomizePatchShape from './kustomize/patch-shape.js';
import kustomizePatchTargetUnmatched from './kustomize/patch-target-unmatched.js';
import kustomizePatchUnmatched from './kustomize/patch-unmatched.js';
import kustomizePathMissing from './kustomize/path-missing.js';
import kustomizePathOutsideRoot from './kustomize/path-outside-root.js';
import kustomizePlainTextSecret from './kustomize/plain-text-secret.js';
import kustomizeRemoteWithoutRef from './kustomize/remote-without-ref.js';
import kustomizeReplicasUnmatched from './kustomize/replicas-unmatched.js';
import kustomizeResourceCycle from './kustomize/resource-cycle.js';
import kustomizeSeveralKustomizations from './kustomize/several-kustomizations.js';
import kustomizeTagAndDigest from './kustomize/tag-and-digest.js';
import kustomizeUnknownField from './kustomize/unknown-field.js';
import kustomizeWrongKind from './kustomize/wrong-kind.js';
import kustomizeWrongList from './kustomize/wrong-list.js';
import kustomizeWrongType from './kustomize/wrong-type.js';
import kustomizeYamlSyntax from './kustomize/yaml-syntax.js';

/** Every rule of the product, by id. */
export const rules: readonly RuleDefinition[] = [
  composeBadValue as RuleDefinition,
  composeBuildAndImage as RuleDefinition,
  composeBuildContextMissing as RuleDefinition,
  composeBuildTargetUnknown as RuleDefinition,
  composeContainerNameInvalid as RuleDefinition,
  composeContainerNameWithReplicas as RuleDefinition,
  composeDangerousCapability as RuleDefinition,
  composeDatabasePortPublished as RuleDefinition,
  composeDatabaseWithoutHealthcheck as RuleDefinition,
  composeDependenciesUnsorted as RuleDefinition,
  composeDependencyCycle as RuleDefinition,
  composeDependsOnNotHealthy as RuleDefinition,
  composeDockerSocketMounted as RuleDefinition,
  composeDockerfileMissing as RuleDefinition,
  composeDuplicateContainerName as RuleDefinition,
  composeDuplicateKey as RuleDefinition,
  composeDuplicatePort as RuleDefinition,
  composeEnvFileMissing as RuleDefinition,
  composeEnvFileNotIgnored as RuleDefinition,
  composeExposedPortDiffers as RuleDefinition,
  composeFileMissing as RuleDefinition,
  composeHealthcheckTestForm as RuleDefinition,
  composeHostNamespace as RuleDefinition,
  composeHostNetwork as RuleDefinition,
  composeHostVariableInCommand as RuleDefinition,
  composeImageAndBuildMissing as RuleDefinition,
  composeImageWithoutVersion as RuleDefinition,
  composeObsoleteVersion as RuleDefinition,
  composePortInvalid as RuleDefinition,
  composePortOnAllInterfaces as RuleDefinition,
  composePortsUnsorted as RuleDefinition,
  composePortsWithHostNetwork as RuleDefinition,
  composePrivilegedService as RuleDefinition,
  composeProjectNameMissing as RuleDefinition,
  composePublishedPortWithReplicas as RuleDefinition,
  composeQuotedVolume as RuleDefinition,
  composeRestartMissing as RuleDefinition,
  composeSecretInEnvironment as RuleDefinition,
  composeServiceKeysUnsorted as RuleDefinition,
  composeServicesUnsorted as RuleDefinition,
  composeSexagesimalPort as RuleDefinition,
  composeSourceMountedInProduction as RuleDefinition,
  composeTopLevelUnsorted as RuleDefinition,
  composeUndefinedConfig as RuleDefinition,
  composeUndefinedNetwork as RuleDefinition,
  composeUndefinedSecret as RuleDefinition,
  composeUndefinedVolume as RuleDefinition,
  composeUnescapedDollar as RuleDefinition,
  composeUnknownKey as RuleDefinition,
  composeUnknownService as RuleDefinition,
  composeUnquotedPort as RuleDefinition,
  composeUnusedConfig as RuleDefinition,
  composeUnusedNetwork as RuleDefinition,
  composeUnusedSecret as RuleDefinition,
  composeUnusedVolume as RuleDefinition,
  composeWatchIncomplete as RuleDefinition,
  composeWatchPathMissing as RuleDefinition,
  composeWatchRebuildWithoutBuild as RuleDefinition,
  composeWrongType as RuleDefinition,
  composeYamlSyntax as RuleDefinition,
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
  dockerfileAssetsWithoutDummyKey as RuleDefinition,
  dockerfileBaseDigestLabelStale as RuleDefinition,
  dockerfileBaseImageNotPinnedByDigest as RuleDefinition,
  dockerfileBlanksInARow as RuleDefinition,
  dockerfileBootsnapInParallel as RuleDefinition,
  dockerfileBuildToolsInFinalStage as RuleDefinition,
  dockerfileBundlerCacheKept as RuleDefinition,
  dockerfileBundlerFlagsRemembered as RuleDefinition,
  dockerfileBundlerInstalledAgain as RuleDefinition,
  dockerfileCacheMountPossible as RuleDefinition,
  dockerfileCdInsteadOfWorkdir as RuleDefinition,
  dockerfileChownOnWindows as RuleDefinition,
  dockerfileCircularStages as RuleDefinition,
  dockerfileCleartextUrl as RuleDefinition,
  dockerfileCloneInsteadOfAdd as RuleDefinition,
  dockerfileCmdRepeated as RuleDefinition,
  dockerfileCommandReplacesEntrypoint as RuleDefinition,
  dockerfileConsecutiveRun as RuleDefinition,
  dockerfileConstantPlatform as RuleDefinition,
  dockerfileContainerPortDiffers as RuleDefinition,
  dockerfileCopiedFilesOwnedByRoot as RuleDefinition,
  dockerfileCopiedFromLatestImage as RuleDefinition,
  dockerfileCopyAfterUser as RuleDefinition,
  dockerfileCopyFromEmptyStage as RuleDefinition,
  dockerfileCopyFromOwnStage as RuleDefinition,
  dockerfileCopyFromUnknownStage as RuleDefinition,
  dockerfileCopyIgnoredSource as RuleDefinition,
  dockerfileCopyRelativeDestination as RuleDefinition,
  dockerfileCopySourceMissing as RuleDefinition,
  dockerfileCopyThenChmod as RuleDefinition,
  dockerfileCopyThenExtract as RuleDefinition,
  dockerfileCopyWholeContext as RuleDefinition,
  dockerfileCopyWholeFilesystem as RuleDefinition,
  dockerfileCredentialCommandInRun as RuleDefinition,
  dockerfileCudaDevelInFinalStage as RuleDefinition,
  dockerfileCudaVersionDiffers as RuleDefinition,
  dockerfileCurlWithoutFail as RuleDefinition,
  dockerfileCurlWithoutRedirect as RuleDefinition,
  dockerfileDebugModeEnabled as RuleDefinition,
  dockerfileDefinitionCommentFormat as RuleDefinition,
  dockerfileDeprecatedBaseImage as RuleDefinition,
  dockerfileDevelopmentDependenciesInstalled as RuleDefinition,
  dockerfileDevelopmentServer as RuleDefinition,
  dockerfileDirectiveCasing as RuleDefinition,
  dockerfileDirectiveNotAtTop as RuleDefinition,
  dockerfileDnfCacheKept as RuleDefinition,
  dockerfileDnfPackagesUnpinned as RuleDefinition,
  dockerfileDnfSystemUpdate as RuleDefinition,
  dockerfileDnfWithoutYes as RuleDefinition,
  dockerfileDockerSocketVolume as RuleDefinition,
  dockerfileDownloadWithoutChecksum as RuleDefinition,
  dockerfileDownloadWithoutRetry as RuleDefinition,
  dockerfileDuplicateDirective as RuleDefinition,
  dockerfileDuplicateFlag as RuleDefinition,
  dockerfileDuplicateStageName as RuleDefinition,
  dockerfileEmptyContinuationLine as RuleDefinition,
  dockerfileEmptyLinesInARow as RuleDefinition,
  dockerfileEntrypointRepeated as RuleDefinition,
  dockerfileEnvSelfReference as RuleDefinition,
  dockerfileExecFormSingleQuotes as RuleDefinition,
  dockerfileExposeAdminPort as RuleDefinition,
  dockerfileExposeHostMapping as RuleDefinition,
  dockerfileExposeMissing as RuleDefinition,
  dockerfileExposedPortDiffers as RuleDefinition,
  dockerfileExtraArguments as RuleDefinition,
  dockerfileFileWrittenByRun as RuleDefinition,
  dockerfileFlagNotBoolean as RuleDefinition,
  dockerfileFlagWithoutValue as RuleDefinition,
  dockerfileForbiddenOnbuildTrigger as RuleDefinition,
  dockerfileFromAsCasing as RuleDefinition,
  dockerfileFromAsKeyword as RuleDefinition,
  dockerfileFullSizeBaseImage as RuleDefinition,
  dockerfileGemPackagesUnpinned as RuleDefinition,
  dockerfileGlobalArgInRun as RuleDefinition,
  dockerfileGoPackagesUnpinned as RuleDefinition,
  dockerfileGpuCapabilitiesAll as RuleDefinition,
  dockerfileGpuDevicesFixed as RuleDefinition,
  dockerfileGpuQueryInBuild as RuleDefinition,
  dockerfileGpuSoftwareInstalledAgain as RuleDefinition,
  dockerfileHealthcheckDurationInvalid as RuleDefinition,
  dockerfileHealthcheckIgnoredByKubernetes as RuleDefinition,
  dockerfileHealthcheckMissing as RuleDefinition,
  dockerfileHealthcheckNotDeclared as RuleDefinition,
  dockerfileHealthcheckRepeated as RuleDefinition,
  dockerfileHealthcheckRetriesInvalid as RuleDefinition,
  dockerfileHealthcheckToolMissing as RuleDefinition,
  dockerfileHealthcheckTypeInvalid as RuleDefinition,
  dockerfileHeredocPossible as RuleDefinition,
  dockerfileHeredocTerminatorIndented as RuleDefinition,
  dockerfileHostNetworkInRun as RuleDefinition,
  dockerfileIgnoreCommentUsed as RuleDefinition,
  dockerfileImageRunsAsRoot as RuleDefinition,
  dockerfileInconsistentInstructionCasing as RuleDefinition,
  dockerfileInsecureSandbox as RuleDefinition,
  dockerfileInstructionBeforeFrom as RuleDefinition,
  dockerfileInstructionCasing as RuleDefinition,
  dockerfileInstructionsNotParted as RuleDefinition,
  dockerfileInvalidCopyFrom as RuleDefinition,
  dockerfileInvalidDefaultArgInFrom as RuleDefinition,
  dockerfileInvalidEscapeDirective as RuleDefinition,
  dockerfileInvalidImageReference as RuleDefinition,
  dockerfileInvalidStageName as RuleDefinition,
  dockerfileJemallocNotPreloaded as RuleDefinition,
  dockerfileLabelKeyInvalid as RuleDefinition,
  dockerfileLabelKeyRepeated as RuleDefinition,
  dockerfileLabelRequired as RuleDefinition,
  dockerfileLabelSetByBuildx as RuleDefinition,
  dockerfileLabelsNotGrouped as RuleDefinition,
  dockerfileLabelsUnordered as RuleDefinition,
  dockerfileLatestBaseImage as RuleDefinition,
  dockerfileLegacyKeyValue as RuleDefinition,
  dockerfileLocalFolderCopied as RuleDefinition,
  dockerfileLockfileNotEnforced as RuleDefinition,
  dockerfileLogFileWritten as RuleDefinition,
  dockerfileLongFile as RuleDefinition,
  dockerfileLongRunLine as RuleDefinition,
  dockerfileMaintainerDeprecated as RuleDefinition,
  dockerfileMalformedExecForm as RuleDefinition,
  dockerfileManifestCopiedForInstall as RuleDefinition,
  dockerfileMissingArguments as RuleDefinition,
  dockerfileMissingDockerignore as RuleDefinition,
  dockerfileMisspeltDirective as RuleDefinition,
  dockerfileMountHidesImageContent as RuleDefinition,
  dockerfileMountOnWindows as RuleDefinition,
  dockerfileMultiSourceDestination as RuleDefinition,
  dockerfileNewlineAtEndMissing as RuleDefinition,
  dockerfileNoStage as RuleDefinition,
  dockerfileNoStartCommand as RuleDefinition,
  dockerfileNonNumericUserWithRunAsNonRoot as RuleDefinition,
  dockerfileNpmPackagesUnpinned as RuleDefinition,
  dockerfileNpmStartAsProcess1 as RuleDefinition,
  dockerfileOpcacheMissing as RuleDefinition,
  dockerfilePackageSignatureUnchecked as RuleDefinition,
  dockerfilePackagesUnsorted as RuleDefinition,
  dockerfilePasswordSetInLayer as RuleDefinition,
  dockerfilePipCacheKept as RuleDefinition,
  dockerfilePipExtraIndex as RuleDefinition,
  dockerfilePipPackagesUnpinned as RuleDefinition,
  dockerfilePipeToShell as RuleDefinition,
  dockerfilePipefailMissing as RuleDefinition,
  dockerfilePointlessCommand as RuleDefinition,
  dockerfilePortInvalid as RuleDefinition,
  dockerfilePortProtocolCasing as RuleDefinition,
  dockerfilePortProtocolInvalid as RuleDefinition,
  dockerfilePowershellCalledRepeatedly as RuleDefinition,
  dockerfilePowershellErrorsIgnored as RuleDefinition,
  dockerfilePowershellProgressShown as RuleDefinition,
  dockerfilePrivilegedPortWithoutCapability as RuleDefinition,
  dockerfileProbePathNotInApp as RuleDefinition,
  dockerfileProxyHeadersMissing as RuleDefinition,
  dockerfilePythonBytecodeWritten as RuleDefinition,
  dockerfilePythonOutputBuffered as RuleDefinition,
  dockerfileReadOnlyRootButImageWrites as RuleDefinition,
  dockerfileRedundantTargetPlatform as RuleDefinition,
  dockerfileRelinkedShell as RuleDefinition,
  dockerfileRemovedInLaterLayer as RuleDefinition,
  dockerfileReservedStageName as RuleDefinition,
  dockerfileRootImageWithRunAsNonRoot as RuleDefinition,
  dockerfileRunUsesUvAtRuntime as RuleDefinition,
  dockerfileScriptStartsWithoutExec as RuleDefinition,
  dockerfileScriptWithCarriageReturns as RuleDefinition,
  dockerfileSecretFileCopied as RuleDefinition,
  dockerfileSecretInArgOrEnv as RuleDefinition,
  dockerfileSecretLiteral as RuleDefinition,
  dockerfileSecretMountReadable as RuleDefinition,
  dockerfileSeveralOnOneLine as RuleDefinition,
  dockerfileSeveralWorkersPerContainer as RuleDefinition,
  dockerfileShellFormOnDistroless as RuleDefinition,
  dockerfileShellFormStartCommand as RuleDefinition,
  dockerfileShellNotJson as RuleDefinition,
  dockerfileSourceOutsideContext as RuleDefinition,
  dockerfileSourcesCopiedBeforeInstall as RuleDefinition,
  dockerfileSpaceBeforeEquals as RuleDefinition,
  dockerfileStageNameCasing as RuleDefinition,
  dockerfileStageReferencedByNumber as RuleDefinition,
  dockerfileStartNotAtTheEnd as RuleDefinition,
  dockerfileStatefulRoot as RuleDefinition,
  dockerfileStopsignalInvalid as RuleDefinition,
  dockerfileStopsignalOnWindows as RuleDefinition,
  dockerfileStopsignalSpelling as RuleDefinition,
  dockerfileStopsignalUngraceful as RuleDefinition,
  dockerfileStopsignalUnsuited as RuleDefinition,
  dockerfileSudoInRun as RuleDefinition,
  dockerfileSyntaxDirectiveMissing as RuleDefinition,
  dockerfileTagAndDigest as RuleDefinition,
  dockerfileTelemetryOn as RuleDefinition,
  dockerfileTlsVerificationOff as RuleDefinition,
  dockerfileTodoComment as RuleDefinition,
  dockerfileTrailingSpaces as RuleDefinition,
  dockerfileUndefinedArgInFrom as RuleDefinition,
  dockerfileUndefinedVariable as RuleDefinition,
  dockerfileUnknownBuildCheck as RuleDefinition,
  dockerfileUnknownFlag as RuleDefinition,
  dockerfileUnknownInstruction as RuleDefinition,
  dockerfileUnknownMountOption as RuleDefinition,
  dockerfileUnknownVariableModifier as RuleDefinition,
  dockerfileUnnamedStage as RuleDefinition,
  dockerfileUnpackInRun as RuleDefinition,
  dockerfileUnreachableStage as RuleDefinition,
  dockerfileUntaggedBaseImage as RuleDefinition,
  dockerfileUnterminatedQuote as RuleDefinition,
  dockerfileUntrustedRegistry as RuleDefinition,
  dockerfileUnusedIgnore as RuleDefinition,
  dockerfileUserByName as RuleDefinition,
  dockerfileUserCreatedUnused as RuleDefinition,
  dockerfileUserGroupDropsGroups as RuleDefinition,
  dockerfileUserWithoutFixedUid as RuleDefinition,
  dockerfileUserWithoutPasswd as RuleDefinition,
  dockerfileUseraddWithoutNoLogInit as RuleDefinition,
  dockerfileValueWithoutEquals as RuleDefinition,
  dockerfileValueWithoutName as RuleDefinition,
  dockerfileVexFileCopied as RuleDefinition,
  dockerfileVolumeSystemDirectory as RuleDefinition,
  dockerfileWgetAndCurl as RuleDefinition,
  dockerfileWgetProgressShown as RuleDefinition,
  dockerfileWorkdirContinuesAnother as RuleDefinition,
  dockerfileWorkdirRelative as RuleDefinition,
  dockerfileWorkdirSystemDirectory as RuleDefinition,
  dockerfileWorkdirWithBlank as RuleDefinition,
  dockerfileWorldWritableMode as RuleDefinition,
  dockerfileXdebugInFinalImage as RuleDefinition,
  dockerfileYarnCacheKept as RuleDefinition,
  dockerfileYjitOff as RuleDefinition,
  dockerfileZypperCacheKept as RuleDefinition,
  dockerfileZypperDistUpgrade as RuleDefinition,
  dockerfileZypperInteractive as RuleDefinition,
  dockerfileZypperPackagesUnpinned as RuleDefinition,
  dockerfileZypperSystemUpdate as RuleDefinition,
  dockerignoreCachesNotIgnored as RuleDefinition,
  dockerignoreDependenciesNotIgnored as RuleDefinition,
  dockerignoreDockerfileNotIgnored as RuleDefinition,
  dockerignoreDuplicatePattern as RuleDefinition,
  dockerignoreEnvFilesNotIgnored as RuleDefinition,
  dockerignoreFileNotRead as RuleDefinition,
  dockerignoreInvalidPattern as RuleDefinition,
  dockerignorePatternMatchesNothing as RuleDefinition,
  dockerignoreSecretReincluded as RuleDefinition,
  dockerignoreVcsNotIgnored as RuleDefinition,
  helmChartApiVersionInvalid as RuleDefinition,
  helmChartApiVersionOld as RuleDefinition,
  helmChartAppVersionUnquoted as RuleDefinition,
  helmChartDependencyDuplicate as RuleDefinition,
  helmChartDependencyIncomplete as RuleDefinition,
  helmChartDependencyOverHttp as RuleDefinition,
  helmChartDependencyUnpinned as RuleDefinition,
  helmChartDependencyVersionInvalid as RuleDefinition,
  helmChartDescriptionMissing as RuleDefinition,
  helmChartIconMissing as RuleDefinition,
  helmChartKubeVersionInvalid as RuleDefinition,
  helmChartMaintainerWithoutName as RuleDefinition,
  helmChartNameDiffersFromFolder as RuleDefinition,
  helmChartNameInvalid as RuleDefinition,
  helmChartRequirementsFile as RuleDefinition,
  helmChartTypeInvalid as RuleDefinition,
  helmChartUnknownKey as RuleDefinition,
  helmChartVersionInvalid as RuleDefinition,
  helmCrdInTemplates as RuleDefinition,
  helmDefineWithoutPrefix as RuleDefinition,
  helmDuplicateDefine as RuleDefinition,
  helmDuplicateKey as RuleDefinition,
  helmIndentOnIndentedLine as RuleDefinition,
  helmNamespaceHardcoded as RuleDefinition,
  helmRandomOnEveryUpgrade as RuleDefinition,
  helmSelectorChangesWithChart as RuleDefinition,
  helmTemplatePiped as RuleDefinition,
  helmTemplateSyntax as RuleDefinition,
  helmUnknownBuiltIn as RuleDefinition,
  helmUnknownFunction as RuleDefinition,
  helmUnknownTemplate as RuleDefinition,
  helmUnquotedTextValue as RuleDefinition,
  helmUnusedDefine as RuleDefinition,
  helmValueUndefined as RuleDefinition,
  helmValuesImageLatest as RuleDefinition,
  helmValuesKeyHyphen as RuleDefinition,
  helmValuesSecret as RuleDefinition,
  helmValuesTemplateNotRendered as RuleDefinition,
  helmValuesUnused as RuleDefinition,
  helmYamlNotIndented as RuleDefinition,
  helmYamlSyntax as RuleDefinition,
  kubernetesAdminRoleBound as RuleDefinition,
  kubernetesAggregatedRoleWithRules as RuleDefinition,
  kubernetesAnnotationForbidden as RuleDefinition,
  kubernetesAnnotationKeyInvalid as RuleDefinition,
  kubernetesAnonymousBinding as RuleDefinition,
  kubernetesAntiAffinityMissing as RuleDefinition,
  kubernetesAntiAffinityWithoutTopologyKey as RuleDefinition,
  kubernetesApiVersionNewerThanTarget as RuleDefinition,
  kubernetesApparmorAnnotationOrphan as RuleDefinition,
  kubernetesApparmorProfileMissing as RuleDefinition,
  kubernetesApparmorProfileNotAllowed as RuleDefinition,
  kubernetesApparmorUnconfined as RuleDefinition,
  kubernetesArgoAppOutsideNamespace as RuleDefinition,
  kubernetesArgoDagGoesOnAfterFailure as RuleDefinition,
  kubernetesArgoRetryMissesErrors as RuleDefinition,
  kubernetesArgoRetryStrategyEmpty as RuleDefinition,
  kubernetesArgoRolloutHistoryUnset as RuleDefinition,
  kubernetesArgoRolloutNotAborted as RuleDefinition,
  kubernetesArgoRolloutPauseEndless as RuleDefinition,
  kubernetesArgoRolloutScaleDownEarly as RuleDefinition,
  kubernetesArgoSettingsNotRecognized as RuleDefinition,
  kubernetesArgoWorkflowDefaultAccount as RuleDefinition,
  kubernetesAuthenticatedBinding as RuleDefinition,
  kubernetesAutoscalerCountsOtherPods as RuleDefinition,
  kubernetesAutoscalerFightsReplicas as RuleDefinition,
  kubernetesAutoscalerMaximumUnset as RuleDefinition,
  kubernetesAutoscalerMinimumAboveMaximum as RuleDefinition,
  kubernetesAutoscalerMinimumLow as RuleDefinition,
  kubernetesAutoscalerMinimumOfOne as RuleDefinition,
  kubernetesAutoscalerMinimumUnset as RuleDefinition,
  kubernetesAutoscalerTargetNotScalable as RuleDefinition,
  kubernetesAutoscalerTargetShared as RuleDefinition,
  kubernetesAutoscalerWithoutCpuRequest as RuleDefinition,
  kubernetesAutoscalerWithoutMemoryRequest as RuleDefinition,
  kubernetesAutoscalerWithoutRange as RuleDefinition,
  kubernetesBadValue as RuleDefinition,
  kubernetesBase64InStringData as RuleDefinition,
  kubernetesBidirectionalMountUnprivileged as RuleDefinition,
  kubernetesBindingSubjectInvalid as RuleDefinition,
  kubernetesBindingWithoutSubjects as RuleDefinition,
  kubernetesCapabilitiesNoneDropped as RuleDefinition,
  kubernetesCapabilitiesNotDropped as RuleDefinition,
  kubernetesCapabilitiesNotRestricted as RuleDefinition,
  kubernetesCapabilityAdded as RuleDefinition,
  kubernetesCapabilityBeyondDefaultAdded as RuleDefinition,
  kubernetesClaimMounted as RuleDefinition,
  kubernetesClaimReferenceMissing as RuleDefinition,
  kubernetesClaimUnused as RuleDefinition,
  kubernetesClusterAdminBinding as RuleDefinition,
  kubernetesClusterIpInvalid as RuleDefinition,
  kubernetesClusterRoleManagesSecrets as RuleDefinition,
  kubernetesClusterRoleWildcardResource as RuleDefinition,
  kubernetesCommandReplacesEntrypoint as RuleDefinition,
  kubernetesConfigKeyMissing as RuleDefinition,
  kubernetesConfigNotInFile as RuleDefinition,
  kubernetesConfigReferenceMissing as RuleDefinition,
  kubernetesConfigmapMounted as RuleDefinition,
  kubernetesConfigmapUnused as RuleDefinition,
  kubernetesContainerNameDuplicate as RuleDefinition,
  kubernetesContainerPortConflict as RuleDefinition,
  kubernetesContainerPortDiffers as RuleDefinition,
  kubernetesContainerPortNameDuplicate as RuleDefinition,
  kubernetesContainerPortNameInvalid as RuleDefinition,
  kubernetesContainerPortNameMissing as RuleDefinition,
  kubernetesContainerPortNumberMissing as RuleDefinition,
  kubernetesContainerSecurityContextMissing as RuleDefinition,
  kubernetesControlPlaneToleration as RuleDefinition,
  kubernetesCpuLimitMissing as RuleDefinition,
  kubernetesCpuLimitPresent as RuleDefinition,
  kubernetesCpuRequestDiffersFromLimit as RuleDefinition,
  kubernetesCpuRequestLeftToLimit as RuleDefinition,
  kubernetesCpuRequestMissing as RuleDefinition,
  kubernetesCronDaysJoined as RuleDefinition,
  kubernetesCronScheduleInvalid as RuleDefinition,
  kubernetesCronScheduleNeverRuns as RuleDefinition,
  kubernetesCronTimeZoneUnknown as RuleDefinition,
  kubernetesCronjobConcurrencyAllowed as RuleDefinition,
  kubernetesCronjobDeadlineMissing as RuleDefinition,
  kubernetesCronjobDeadlineTooShort as RuleDefinition,
  kubernetesCronjobTtlSet as RuleDefinition,
  kubernetesDangerousCapabilityAdded as RuleDefinition,
  kubernetesDashboardAccountUsed as RuleDefinition,
  kubernetesDashboardDeployed as RuleDefinition,
  kubernetesDashboardRoleBound as RuleDefinition,
  kubernetesDeadlineOfEndlessPod as RuleDefinition,
  kubernetesDefaultAccountAutomounts as RuleDefinition,
  kubernetesDefaultAccountBound as RuleDefinition,
  kubernetesDefaultAccountUsed as RuleDefinition,
  kubernetesDefaultNamespace as RuleDefinition,
  kubernetesDeprecatedApiVersion as RuleDefinition,
  kubernetesDeprecatedServiceAccountField as RuleDefinition,
  kubernetesDisruptionBudgetAboveAutoscalerMinimum as RuleDefinition,
  kubernetesDisruptionBudgetBlocks as RuleDefinition,
  kubernetesDisruptionBudgetEqualsAutoscalerMinimum as RuleDefinition,
  kubernetesDisruptionBudgetMissing as RuleDefinition,
  kubernetesDisruptionBudgetMissingForUnknownScale as RuleDefinition,
  kubernetesDisruptionBudgetWithTwoLimits as RuleDefinition,
  kubernetesDisruptionBudgetWithoutLimit as RuleDefinition,
  kubernetesDisruptionBudgetWithoutSelector as RuleDefinition,
  kubernetesDnsNdotsUnset as RuleDefinition,
  kubernetesDuplicateEnvName as RuleDefinition,
  kubernetesDuplicateKey as RuleDefinition,
  kubernetesDuplicateObject as RuleDefinition,
  kubernetesEmailAnnotationMissing as RuleDefinition,
  kubernetesEmptyDirWithoutSizeLimit as RuleDefinition,
  kubernetesEmptyWorkloadSelector as RuleDefinition,
  kubernetesEndpointsliceLocalhost as RuleDefinition,
  kubernetesEnvValueAndValueFrom as RuleDefinition,
  kubernetesEnvironmentLabelMissing as RuleDefinition,
  kubernetesEphemeralContainersDeclared as RuleDefinition,
  kubernetesEphemeralStorageRequestDiffersFromLimit as RuleDefinition,
  kubernetesEphemeralStorageUnset as RuleDefinition,
  kubernetesExecRoleBound as RuleDefinition,
  kubernetesExportedFields as RuleDefinition,
  kubernetesExposedToInternet as RuleDefinition,
  kubernetesExtendedResourceOvercommitted as RuleDefinition,
  kubernetesExternalNameInvalid as RuleDefinition,
  kubernetesExternalNameLocalhost as RuleDefinition,
  kubernetesFewReplicas as RuleDefinition,
  kubernetesFieldNewerThanTarget as RuleDefinition,
  kubernetesFsGroupChangePolicyUnset as RuleDefinition,
  kubernetesFsGroupUnset as RuleDefinition,
  kubernetesGatewayBackendMissing as RuleDefinition,
  kubernetesGatewayBackendNotInFile as RuleDefinition,
  kubernetesGatewayBackendWithoutGrant as RuleDefinition,
  kubernetesGatewayBackendWithoutPort as RuleDefinition,
  kubernetesGatewayParentMissing as RuleDefinition,
  kubernetesGitSyncCustomGit as RuleDefinition,
  kubernetesGracePeriodTooShort as RuleDefinition,
  kubernetesHeadlessPortRemapped as RuleDefinition,
  kubernetesHealthcheckIgnoredByKubernetes as RuleDefinition,
  kubernetesHostAliases as RuleDefinition,
  kubernetesHostIpc as RuleDefinition,
  kubernetesHostNetwork as RuleDefinition,
  kubernetesHostPathCloudCredentials as RuleDefinition,
  kubernetesHostPathPersistentVolume as RuleDefinition,
  kubernetesHostPathProc as RuleDefinition,
  kubernetesHostPathSensitiveDirectory as RuleDefinition,
  kubernetesHostPathVolume as RuleDefinition,
  kubernetesHostPathWritable as RuleDefinition,
  kubernetesHostPid as RuleDefinition,
  kubernetesHostPort as RuleDefinition,
  kubernetesHostUsersNotIsolated as RuleDefinition,
  kubernetesHpaTargetMissing as RuleDefinition,
  kubernetesHpaTargetNotInFile as RuleDefinition,
  kubernetesIdentifyingLabelsMissing as RuleDefinition,
  kubernetesImageFromOtherTag as RuleDefinition,
  kubernetesImageMissing as RuleDefinition,
  kubernetesImageNotBuiltHere as RuleDefinition,
  kubernetesImageNotPinnedByDigest as RuleDefinition,
  kubernetesImagePullPolicyNotAlways as RuleDefinition,
  kubernetesImagePullPolicyUnset as RuleDefinition,
  kubernetesImageTagDiffers as RuleDefinition,
  kubernetesImageWithoutRegistry as RuleDefinition,
  kubernetesImageWithoutVersion as RuleDefinition,
  kubernetesIngressAnnotationInjection as RuleDefinition,
  kubernetesIngressBackendIncomplete as RuleDefinition,
  kubernetesIngressBackendMissing as RuleDefinition,
  kubernetesIngressBackendNotInFile as RuleDefinition,
  kubernetesIngressClassAnnotation as RuleDefinition,
  kubernetesIngressClassNotAllowed as RuleDefinition,
  kubernetesIngressDefaultBackend as RuleDefinition,
  kubernetesIngressEmpty as RuleDefinition,
  kubernetesIngressHostInvalid as RuleDefinition,
  kubernetesIngressHostMissing as RuleDefinition,
  kubernetesIngressHostPathDuplicate as RuleDefinition,
  kubernetesIngressHostWildcard as RuleDefinition,
  kubernetesIngressNginxEndOfLife as RuleDefinition,
  kubernetesIngressNginxSnippetsAllowed as RuleDefinition,
  kubernetesIngressNginxVulnerable as RuleDefinition,
  kubernetesIngressPathDangerous as RuleDefinition,
  kubernetesIngressPathInvalid as RuleDefinition,
  kubernetesIngressPathPattern as RuleDefinition,
  kubernetesIngressSnippet as RuleDefinition,
  kubernetesIngressSnippetAlias as RuleDefinition,
  kubernetesIngressSnippetLua as RuleDefinition,
  kubernetesIngressTlsHostMismatch as RuleDefinition,
  kubernetesIngressWithoutTls as RuleDefinition,
  kubernetesInsecureCapabilityAdded as RuleDefinition,
  kubernetesInstanceLabelMismatch as RuleDefinition,
  kubernetesInstanceLabelMissing as RuleDefinition,
  kubernetesInvalidImageReference as RuleDefinition,
  kubernetesJobDeadlineMissing as RuleDefinition,
  kubernetesJobFieldConflict as RuleDefinition,
  kubernetesJobRestartsAlways as RuleDefinition,
  kubernetesJobTtlMissing as RuleDefinition,
  kubernetesKeysNotSorted as RuleDefinition,
  kubernetesKilledWithoutGrace as RuleDefinition,
  kubernetesKubeSystemNamespace as RuleDefinition,
  kubernetesLabelKeyInvalid as RuleDefinition,
  kubernetesLabelValueInvalid as RuleDefinition,
  kubernetesLatestImageNotPulled as RuleDefinition,
  kubernetesLimitRangeIncomplete as RuleDefinition,
  kubernetesLinuxHardeningAbsent as RuleDefinition,
  kubernetesLivenessEqualsReadiness as RuleDefinition,
  kubernetesLivenessProbeMissing as RuleDefinition,
  kubernetesLivenessRestartsTooEagerly as RuleDefinition,
  kubernetesLoadBalancerPublic as RuleDefinition,
  kubernetesLoadBalancerWithoutCertificate as RuleDefinition,
  kubernetesLocalhostRegistry as RuleDefinition,
  kubernetesLowGid as RuleDefinition,
  kubernetesLowUid as RuleDefinition,
  kubernetesManyContainers as RuleDefinition,
  kubernetesMastersBinding as RuleDefinition,
  kubernetesMemoryLimitMissing as RuleDefinition,
  kubernetesMemoryLimitWithoutHeadroom as RuleDefinition,
  kubernetesMemoryRequestDiffersFromLimit as RuleDefinition,
  kubernetesMemoryRequestLeftToLimit as RuleDefinition,
  kubernetesMemoryRequestMissing as RuleDefinition,
  kubernetesMissingField as RuleDefinition,
  kubernetesMountHidesImageContent as RuleDefinition,
  kubernetesMountPathDuplicate as RuleDefinition,
  kubernetesMountPropagationSet as RuleDefinition,
  kubernetesMutatingWebhookConfigured as RuleDefinition,
  kubernetesNakedPod as RuleDefinition,
  kubernetesNamespaceAdminBinding as RuleDefinition,
  kubernetesNamespaceBelowBaseline as RuleDefinition,
  kubernetesNamespaceBelowRestricted as RuleDefinition,
  kubernetesNamespaceDeclared as RuleDefinition,
  kubernetesNamespaceMissing as RuleDefinition,
  kubernetesNamespaceNameInvalid as RuleDefinition,
  kubernetesNamespaceOnClusterObject as RuleDefinition,
  kubernetesNamespaceWithoutNetworkPolicy as RuleDefinition,
  kubernetesNamespaceWithoutPodSecurity as RuleDefinition,
  kubernetesNegativeAmount as RuleDefinition,
  kubernetesNetRawAdded as RuleDefinition,
  kubernetesNetRawNotDropped as RuleDefinition,
  kubernetesNetworkPolicyAllowAll as RuleDefinition,
  kubernetesNetworkPolicyCidrInvalid as RuleDefinition,
  kubernetesNetworkPolicyDirectionClosed as RuleDefinition,
  kubernetesNetworkPolicyEgressWithoutDns as RuleDefinition,
  kubernetesNetworkPolicyEmptyPeers as RuleDefinition,
  kubernetesNetworkPolicyEmptyPodSelector as RuleDefinition,
  kubernetesNetworkPolicyMissing as RuleDefinition,
  kubernetesNetworkPolicyOneDirection as RuleDefinition,
  kubernetesNetworkPolicyPeerInvalid as RuleDefinition,
  kubernetesNetworkPolicyPeerSelectsNothing as RuleDefinition,
  kubernetesNetworkPolicyPeerSplit as RuleDefinition,
  kubernetesNetworkPolicyPortRangeInvalid as RuleDefinition,
  kubernetesNetworkPolicySelectsNothing as RuleDefinition,
  kubernetesNetworkPolicyTargetNotInFile as RuleDefinition,
  kubernetesNetworkPolicyTypeMissing as RuleDefinition,
  kubernetesNetworkPolicyWithoutSelector as RuleDefinition,
  kubernetesNodeAffinityMissing as RuleDefinition,
  kubernetesNodePortOutOfRange as RuleDefinition,
  kubernetesNonNumericUserWithRunAsNonRoot as RuleDefinition,
  kubernetesObjectNameInvalid as RuleDefinition,
  kubernetesObjectNameMissing as RuleDefinition,
  kubernetesOpenEndedRepositoryPrefix as RuleDefinition,
  kubernetesOwnerLabelMissing as RuleDefinition,
  kubernetesOwnerReferenceInManifest as RuleDefinition,
  kubernetesParallelismAboveCompletions as RuleDefinition,
  kubernetesPathTypeMissing as RuleDefinition,
  kubernetesPersistentVolumeUnused as RuleDefinition,
  kubernetesPersonalDataInConfigMap as RuleDefinition,
  kubernetesPodNeverRestarted as RuleDefinition,
  kubernetesPodRejectedByNamespace as RuleDefinition,
  kubernetesPodTiedToNode as RuleDefinition,
  kubernetesPortOutOfRange as RuleDefinition,
  kubernetesPrestopHookMissing as RuleDefinition,
  kubernetesPriorityClassMissing as RuleDefinition,
  kubernetesPriorityClassNotAllowed as RuleDefinition,
  kubernetesPrivilegeEscalationAllowed as RuleDefinition,
  kubernetesPrivilegeEscalationContradicted as RuleDefinition,
  kubernetesPrivilegeEscalationEnabled as RuleDefinition,
  kubernetesPrivilegedContainer as RuleDefinition,
  kubernetesPrivilegedPort as RuleDefinition,
  kubernetesPrivilegedPortWithoutCapability as RuleDefinition,
  kubernetesPrivilegedUnset as RuleDefinition,
  kubernetesProbeCommandDenied as RuleDefinition,
  kubernetesProbeFailureThresholdUnset as RuleDefinition,
  kubernetesProbeHostSet as RuleDefinition,
  kubernetesProbeInitialDelayUnset as RuleDefinition,
  kubernetesProbeNumberInvalid as RuleDefinition,
  kubernetesProbeOnInitContainer as RuleDefinition,
  kubernetesProbePathNotInApp as RuleDefinition,
  kubernetesProbePeriodUnset as RuleDefinition,
  kubernetesProbePortNameUnknown as RuleDefinition,
  kubernetesProbePortNotDeclared as RuleDefinition,
  kubernetesProbeSuccessThresholdUnset as RuleDefinition,
  kubernetesProbeTimeoutUnset as RuleDefinition,
  kubernetesProbeWithoutHandler as RuleDefinition,
  kubernetesProcMountInUserNamespace as RuleDefinition,
  kubernetesProcMountUnmasked as RuleDefinition,
  kubernetesProgressDeadlineTooShort as RuleDefinition,
  kubernetesPspAddedCapabilities as RuleDefinition,
  kubernetesPspDropsNothing as RuleDefinition,
  kubernetesPspHostIpc as RuleDefinition,
  kubernetesPspHostNetwork as RuleDefinition,
  kubernetesPspHostPid as RuleDefinition,
  kubernetesPspKeepsNetRaw as RuleDefinition,
  kubernetesPspPrivilegeEscalation as RuleDefinition,
  kubernetesPspPrivileged as RuleDefinition,
  kubernetesPspRootUser as RuleDefinition,
  kubernetesPspSeccompUnset as RuleDefinition,
  kubernetesPublicRegistry as RuleDefinition,
  kubernetesPullPolicyAgainstImport as RuleDefinition,
  kubernetesPullSecretInvalid as RuleDefinition,
  kubernetesPullSecretMissing as RuleDefinition,
  kubernetesQosBestEffort as RuleDefinition,
  kubernetesQosNotGuaranteed as RuleDefinition,
  kubernetesReadOnlyRootButImageWrites as RuleDefinition,
  kubernetesReadOnlyRootWithoutTmp as RuleDefinition,
  kubernetesReadinessProbeMissing as RuleDefinition,
  kubernetesRecommendedLabelsMissing as RuleDefinition,
  kubernetesRecreateBehindService as RuleDefinition,
  kubernetesRecreateStrategy as RuleDefinition,
  kubernetesRemovedApiVersion as RuleDefinition,
  kubernetesRequestExceedsLimit as RuleDefinition,
  kubernetesRequiredAnnotationsMissing as RuleDefinition,
  kubernetesRequiredLabelsMissing as RuleDefinition,
  kubernetesResourceQuotaIncomplete as RuleDefinition,
  kubernetesResourcesOutOfRange as RuleDefinition,
  kubernetesRestartPolicyNotAlways as RuleDefinition,
  kubernetesRetiredRegistry as RuleDefinition,
  kubernetesRevisionHistoryDisabled as RuleDefinition,
  kubernetesRoleApprovesCertificates as RuleDefinition,
  kubernetesRoleBindsRoles as RuleDefinition,
  kubernetesRoleBindsWithClusterRoleBinding as RuleDefinition,
  kubernetesRoleBindsWithRoleBinding as RuleDefinition,
  kubernetesRoleChangesAwsAuth as RuleDefinition,
  kubernetesRoleChangesCoredns as RuleDefinition,
  kubernetesRoleChangesNamespaces as RuleDefinition,
  kubernetesRoleChangesServiceStatus as RuleDefinition,
  kubernetesRoleChangesWebhooks as RuleDefinition,
  kubernetesRoleCreatesPersistentVolumes as RuleDefinition,
  kubernetesRoleCreatesPods as RuleDefinition,
  kubernetesRoleCreatesTokens as RuleDefinition,
  kubernetesRoleDeletesEvents as RuleDefinition,
  kubernetesRoleDeletesPodLogs as RuleDefinition,
  kubernetesRoleDeletesWorkloads as RuleDefinition,
  kubernetesRoleEditsEndpoints as RuleDefinition,
  kubernetesRoleEscalates as RuleDefinition,
  kubernetesRoleExtendsOwnBinding as RuleDefinition,
  kubernetesRoleGrantsAttach as RuleDefinition,
  kubernetesRoleGrantsDebugContainers as RuleDefinition,
  kubernetesRoleGrantsEverything as RuleDefinition,
  kubernetesRoleGrantsExec as RuleDefinition,
  kubernetesRoleGrantsNodeProxy as RuleDefinition,
  kubernetesRoleGrantsPortForward as RuleDefinition,
  kubernetesRoleImpersonates as RuleDefinition,
  kubernetesRoleManagesConfigmaps as RuleDefinition,
  kubernetesRoleManagesNetworking as RuleDefinition,
  kubernetesRoleManagesRbac as RuleDefinition,
  kubernetesRoleManagesSecrets as RuleDefinition,
  kubernetesRoleManagesWorkloads as RuleDefinition,
  kubernetesRoleNamesLimitCreation as RuleDefinition,
  kubernetesRoleNotInFile as RuleDefinition,
  kubernetesRolePatternWithoutEffect as RuleDefinition,
  kubernetesRoleReadsSecrets as RuleDefinition,
  kubernetesRoleReferenceInvalid as RuleDefinition,
  kubernetesRoleReferenceMissing as RuleDefinition,
  kubernetesRoleRuleInvalid as RuleDefinition,
  kubernetesRoleUpdatesCertificateApproval as RuleDefinition,
  kubernetesRoleVerbUnknown as RuleDefinition,
  kubernetesRoleVerbWithoutEffect as RuleDefinition,
  kubernetesRoleWildcard as RuleDefinition,
  kubernetesRoleWildcardResource as RuleDefinition,
  kubernetesRoleWildcardVerb as RuleDefinition,
  kubernetesRollingUpdateOfOtherType as RuleDefinition,
  kubernetesRolloutCannotProceed as RuleDefinition,
  kubernetesRolloutStrategyMissing as RuleDefinition,
  kubernetesRolloutTakesAllPods as RuleDefinition,
  kubernetesRootGroup as RuleDefinition,
  kubernetesRootImageWithRunAsNonRoot as RuleDefinition,
  kubernetesRootUserPossible as RuleDefinition,
  kubernetesRootUserWithRunAsNonRoot as RuleDefinition,
  kubernetesRunAsRootAllowed as RuleDefinition,
  kubernetesRunAsRootUid as RuleDefinition,
  kubernetesRuntimeClassNotHardened as RuleDefinition,
  kubernetesRuntimeSocketMounted as RuleDefinition,
  kubernetesSandboxEgressOpen as RuleDefinition,
  kubernetesSccAllowsPrivileged as RuleDefinition,
  kubernetesSeccompAnnotationIgnored as RuleDefinition,
  kubernetesSeccompLocalhostProfile as RuleDefinition,
  kubernetesSeccompNotInForce as RuleDefinition,
  kubernetesSeccompUnconfined as RuleDefinition,
  kubernetesSeccompUnset as RuleDefinition,
  kubernetesSecretAsEnvironmentVariable as RuleDefinition,
  kubernetesSecretDataNotBase64 as RuleDefinition,
  kubernetesSecretEndsWithLineBreak as RuleDefinition,
  kubernetesSecretInConfigMap as RuleDefinition,
  kubernetesSecretInEnvironment as RuleDefinition,
  kubernetesSecretInManifest as RuleDefinition,
  kubernetesSecretMounted as RuleDefinition,
  kubernetesSecretSuspected as RuleDefinition,
  kubernetesSecretUnused as RuleDefinition,
  kubernetesSecurityContextMissing as RuleDefinition,
  kubernetesSelectorMismatch as RuleDefinition,
  kubernetesSelectorShared as RuleDefinition,
  kubernetesSelinuxOptionsUnset as RuleDefinition,
  kubernetesSelinuxTypeNotAllowed as RuleDefinition,
  kubernetesSelinuxUserOrRoleSet as RuleDefinition,
  kubernetesSensitiveInterfaceExposed as RuleDefinition,
  kubernetesServedByOnePod as RuleDefinition,
  kubernetesServedPodWithoutReadinessProbe as RuleDefinition,
  kubernetesServiceAccountAutomounts as RuleDefinition,
  kubernetesServiceAccountBindsRoles as RuleDefinition,
  kubernetesServiceAccountChangesServiceStatus as RuleDefinition,
  kubernetesServiceAccountExecutes as RuleDefinition,
  kubernetesServiceAccountHasRights as RuleDefinition,
  kubernetesServiceAccountImpersonates as RuleDefinition,
  kubernetesServiceAccountListsSecrets as RuleDefinition,
  kubernetesServiceAccountMissing as RuleDefinition,
  kubernetesServiceAccountNotInFile as RuleDefinition,
  kubernetesServiceAccountReadsSecrets as RuleDefinition,
  kubernetesServiceAccountTokenMounted as RuleDefinition,
  kubernetesServiceAccountTokenSecret as RuleDefinition,
  kubernetesServiceAccountTokenWithRights as RuleDefinition,
  kubernetesServiceExternalIps as RuleDefinition,
  kubernetesServiceFieldOfOtherType as RuleDefinition,
  kubernetesServicePortDuplicate as RuleDefinition,
  kubernetesServicePortNameInvalid as RuleDefinition,
  kubernetesServicePortNameMissing as RuleDefinition,
  kubernetesServicePortNotAllowed as RuleDefinition,
  kubernetesServiceSelectorNotUnique as RuleDefinition,
  kubernetesServiceSelectsNothing as RuleDefinition,
  kubernetesServiceSelectsOtherWorkload as RuleDefinition,
  kubernetesServiceTargetNotInFile as RuleDefinition,
  kubernetesServiceTargetPortInvalid as RuleDefinition,
  kubernetesServiceTypeLoadbalancer as RuleDefinition,
  kubernetesServiceTypeNodeport as RuleDefinition,
  kubernetesServiceWithoutPorts as RuleDefinition,
  kubernetesServicemonitorSelectsNothing as RuleDefinition,
  kubernetesServicemonitorTargetNotInFile as RuleDefinition,
  kubernetesSeveralProbeHandlers as RuleDefinition,
  kubernetesSingleReplica as RuleDefinition,
  kubernetesSlowStartWithoutStartupProbe as RuleDefinition,
  kubernetesSshPortExposed as RuleDefinition,
  kubernetesSshService as RuleDefinition,
  kubernetesStartupProbeMissing as RuleDefinition,
  kubernetesStatefulsetServiceMissing as RuleDefinition,
  kubernetesStatefulsetServiceNotInFile as RuleDefinition,
  kubernetesStorageClassRetainsVolumes as RuleDefinition,
  kubernetesStorageClassUnset as RuleDefinition,
  kubernetesSubpathMount as RuleDefinition,
  kubernetesSudoInCommand as RuleDefinition,
  kubernetesSuspiciousQuantity as RuleDefinition,
  kubernetesSysAdminAdded as RuleDefinition,
  kubernetesSysModuleAdded as RuleDefinition,
  kubernetesSysctlCr8escape as RuleDefinition,
  kubernetesSysctlUnsafe as RuleDefinition,
  kubernetesSystemAccountId as RuleDefinition,
  kubernetesTargetPortNotServed as RuleDefinition,
  kubernetesTillerDeployed as RuleDefinition,
  kubernetesTillerListensEverywhere as RuleDefinition,
  kubernetesTillerService as RuleDefinition,
  kubernetesTokenInManifest as RuleDefinition,
  kubernetesTopologySpreadCountsOthers as RuleDefinition,
  kubernetesTopologySpreadHard as RuleDefinition,
  kubernetesTopologySpreadInvalid as RuleDefinition,
  kubernetesTopologySpreadMissing as RuleDefinition,
  kubernetesTopologySpreadUnusualKey as RuleDefinition,
  kubernetesUnencryptedPersistentVolume as RuleDefinition,
  kubernetesUnhealthyEvictionPolicyUnset as RuleDefinition,
  kubernetesUnknownApiVersion as RuleDefinition,
  kubernetesUnknownField as RuleDefinition,
  kubernetesUntrustedRegistry as RuleDefinition,
  kubernetesValidatingWebhookConfigured as RuleDefinition,
  kubernetesVolumeClaimNotForOnePod as RuleDefinition,
  kubernetesVolumeClaimNotReadWriteOnce as RuleDefinition,
  kubernetesVolumeClaimWithoutAccessMode as RuleDefinition,
  kubernetesVolumeClaimWithoutSize as RuleDefinition,
  kubernetesVolumeMountUnknown as RuleDefinition,
  kubernetesVolumeNameDuplicate as RuleDefinition,
  kubernetesVolumeTypeNotRestricted as RuleDefinition,
  kubernetesVolumeUnused as RuleDefinition,
  kubernetesWebhookBlocksSystem as RuleDefinition,
  kubernetesWebhookTimeoutInvalid as RuleDefinition,
  kubernetesWebhookTimeoutLong as RuleDefinition,
  kubernetesWholeSecretInEnvironment as RuleDefinition,
  kubernetesWindowsGmsaUnset as RuleDefinition,
  kubernetesWindowsHostProcess as RuleDefinition,
  kubernetesWindowsUserUnset as RuleDefinition,
  kubernetesWorkloadWithAdminRights as RuleDefinition,
  kubernetesWorkloadWithTakeoverRights as RuleDefinition,
  kubernetesWritableRootFilesystem as RuleDefinition,
  kubernetesWrongType as RuleDefinition,
  kubernetesYamlSyntax as RuleDefinition,
  kustomizeBadLiteral as RuleDefinition,
  kustomizeBadNameAffix as RuleDefinition,
  kustomizeBadValue as RuleDefinition,
  kustomizeDeprecatedField as RuleDefinition,
  kustomizeDuplicateGenerator as RuleDefinition,
  kustomizeDuplicateKey as RuleDefinition,
  kustomizeDuplicateResource as RuleDefinition,
  kustomizeEmptyKustomization as RuleDefinition,
  kustomizeFileNotListed as RuleDefinition,
  kustomizeFolderWithoutKustomization as RuleDefinition,
  kustomizeGeneratorBaseMissing as RuleDefinition,
  kustomizeImageOverrideLatest as RuleDefinition,
  kustomizeImageOverrideUnmatched as RuleDefinition,
  kustomizeJsonPatchInvalid as RuleDefinition,
  kustomizeJsonPatchPathMissing as RuleDefinition,
  kustomizeKustomizationAsFile as RuleDefinition,
  kustomizeLabelsInSelectors as RuleDefinition,
  kustomizePatchShape as RuleDefinition,
  kustomizePatchTargetUnmatched as RuleDefinition,
  kustomizePatchUnmatched as RuleDefinition,
  kustomizePathMissing as RuleDefinition,
  kustomizePathOutsideRoot as RuleDefinition,
  kustomizePlainTextSecret as RuleDefinition,
  kustomizeRemoteWithoutRef as RuleDefinition,
  kustomizeReplicasUnmatched as RuleDefinition,
  kustomizeResourceCycle as RuleDefinition,
  kustomizeSeveralKustomizations as RuleDefinition,
  kustomizeTagAndDigest as RuleDefinition,
  kustomizeUnknownField as RuleDefinition,
  kustomizeWrongKind as RuleDefinition,
  kustomizeWrongList as RuleDefinition,
  kustomizeWrongType as RuleDefinition,
  kustomizeYamlSyntax as RuleDefinition,
];
