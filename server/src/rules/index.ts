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
import dockerfileChownOnWindows from './dockerfile/chown-on-windows.js';
import dockerfileCleartextUrl from './dockerfile/cleartext-url.js';
import dockerfileCloneInsteadOfAdd from './dockerfile/clone-instead-of-add.js';
import dockerfileCmdRepeated from './dockerfile/cmd-repeated.js';
import dockerfileConsecutiveRun from './dockerfile/consecutive-run.js';
import dockerfileConstantPlatform from './dockerfile/constant-platform.js';
import dockerfileCopiedFilesOwnedByRoot from './dockerfile/copied-files-owned-by-root.js';
import dockerfileCopiedFromLatestImage from './dockerfile/copied-from-latest-image.js';
import dockerfileCopyFromOwnStage from './dockerfile/copy-from-own-stage.js';
import dockerfileCopyFromUnknownStage from './dockerfile/copy-from-unknown-stage.js';
import dockerfileCopyIgnoredSource from './dockerfile/copy-ignored-source.js';
import dockerfileCopyRelativeDestination from './dockerfile/copy-relative-destination.js';
import dockerfileCopyThenChmod from './dockerfile/copy-then-chmod.js';
import dockerfileCopyThenExtract from './dockerfile/copy-then-extract.js';
import dockerfileCopyWholeContext from './dockerfile/copy-whole-context.js';
import dockerfileCopyWholeFilesystem from './dockerfile/copy-whole-filesystem.js';
import dockerfileCredentialCommandInRun from './dockerfile/credential-command-in-run.js';
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
import dockerfileDuplicateDirective from './dockerfile/duplicate-directive.js';
import dockerfileDuplicateFlag from './dockerfile/duplicate-flag.js';
import dockerfileDuplicateStageName from './dockerfile/duplicate-stage-name.js';
import dockerfileEmptyContinuationLine from './dockerfile/empty-continuation-line.js';
import dockerfileEntrypointRepeated from './dockerfile/entrypoint-repeated.js';
import dockerfileEnvSelfReference from './dockerfile/env-self-reference.js';
import dockerfileExecFormSingleQuotes from './dockerfile/exec-form-single-quotes.js';
import dockerfileExposeAdminPort from './dockerfile/expose-admin-port.js';
import dockerfileExposeHostMapping from './dockerfile/expose-host-mapping.js';
import dockerfileExposeMissing from './dockerfile/expose-missing.js';
import dockerfileExposedPortDiffers from './dockerfile/exposed-port-differs.js';
import dockerfileExtraArguments from './dockerfile/extra-arguments.js';
import dockerfileFlagNotBoolean from './dockerfile/flag-not-boolean.js';
import dockerfileFlagWithoutValue from './dockerfile/flag-without-value.js';
import dockerfileForbiddenOnbuildTrigger from './dockerfile/forbidden-onbuild-trigger.js';
import dockerfileFromAsCasing from './dockerfile/from-as-casing.js';
import dockerfileFromAsKeyword from './dockerfile/from-as-keyword.js';
import dockerfileFullSizeBaseImage from './dockerfile/full-size-base-image.js';
import dockerfileGemPackagesUnpinned from './dockerfile/gem-packages-unpinned.js';
import dockerfileGoPackagesUnpinned from './dockerfile/go-packages-unpinned.js';
import dockerfileHealthcheckDurationInvalid from './dockerfile/healthcheck-duration-invalid.js';
import dockerfileHealthcheckMissing from './dockerfile/healthcheck-missing.js';
import dockerfileHealthcheckRepeated from './dockerfile/healthcheck-repeated.js';
import dockerfileHealthcheckRetriesInvalid from './dockerfile/healthcheck-retries-invalid.js';
import dockerfileHealthcheckToolMissing from './dockerfile/healthcheck-tool-missing.js';
import dockerfileHealthcheckTypeInvalid from './dockerfile/healthcheck-type-invalid.js';
import dockerfileHeredocTerminatorIndented from './dockerfile/heredoc-terminator-indented.js';
import dockerfileHostNetworkInRun from './dockerfile/host-network-in-run.js';
import dockerfileImageRunsAsRoot from './dockerfile/image-runs-as-root.js';
import dockerfileInconsistentInstructionCasing from './dockerfile/inconsistent-instruction-casing.js';
import dockerfileInsecureSandbox from './dockerfile/insecure-sandbox.js';
import dockerfileInstructionBeforeFrom from './dockerfile/instruction-before-from.js';
import dockerfileInstructionCasing from './dockerfile/instruction-casing.js';
import dockerfileInvalidCopyFrom from './dockerfile/invalid-copy-from.js';
import dockerfileInvalidDefaultArgInFrom from './dockerfile/invalid-default-arg-in-from.js';
import dockerfileInvalidEscapeDirective from './dockerfile/invalid-escape-directive.js';
import dockerfileInvalidImageReference from './dockerfile/invalid-image-reference.js';
import dockerfileInvalidStageName from './dockerfile/invalid-stage-name.js';
import dockerfileLabelKeyInvalid from './dockerfile/label-key-invalid.js';
import dockerfileLabelKeyRepeated from './dockerfile/label-key-repeated.js';
import dockerfileLatestBaseImage from './dockerfile/latest-base-image.js';
import dockerfileLegacyKeyValue from './dockerfile/legacy-key-value.js';
import dockerfileLockfileNotEnforced from './dockerfile/lockfile-not-enforced.js';
import dockerfileLogFileWritten from './dockerfile/log-file-written.js';
import dockerfileLongFile from './dockerfile/long-file.js';
import dockerfileMaintainerDeprecated from './dockerfile/maintainer-deprecated.js';
import dockerfileMalformedExecForm from './dockerfile/malformed-exec-form.js';
import dockerfileMissingArguments from './dockerfile/missing-arguments.js';
import dockerfileMissingDockerignore from './dockerfile/missing-dockerignore.js';
import dockerfileMisspeltDirective from './dockerfile/misspelt-directive.js';
import dockerfileMountOnWindows from './dockerfile/mount-on-windows.js';
import dockerfileMultiSourceDestination from './dockerfile/multi-source-destination.js';
import dockerfileNewlineAtEndMissing from './dockerfile/newline-at-end-missing.js';
import dockerfileNoStage from './dockerfile/no-stage.js';
import dockerfileNoStartCommand from './dockerfile/no-start-command.js';
import dockerfileNpmPackagesUnpinned from './dockerfile/npm-packages-unpinned.js';
import dockerfileNpmStartAsProcess1 from './dockerfile/npm-start-as-process-1.js';
import dockerfilePackageSignatureUnchecked from './dockerfile/package-signature-unchecked.js';
import dockerfilePackagesUnsorted from './dockerfile/packages-unsorted.js';
import dockerfilePasswordSetInLayer from './dockerfile/password-set-in-layer.js';
import dockerfilePipCacheKept from './dockerfile/pip-cache-kept.js';
import dockerfilePipPackagesUnpinned from './dockerfile/pip-packages-unpinned.js';
import dockerfilePipeToShell from './dockerfile/pipe-to-shell.js';
import dockerfilePipefailMissing from './dockerfile/pipefail-missing.js';
import dockerfilePointlessCommand from './dockerfile/pointless-command.js';
import dockerfilePortInvalid from './dockerfile/port-invalid.js';
import dockerfilePortProtocolCasing from './dockerfile/port-protocol-casing.js';
import dockerfilePortProtocolInvalid from './dockerfile/port-protocol-invalid.js';
import dockerfilePythonBytecodeWritten from './dockerfile/python-bytecode-written.js';
import dockerfilePythonOutputBuffered from './dockerfile/python-output-buffered.js';
import dockerfileRedundantTargetPlatform from './dockerfile/redundant-target-platform.js';
import dockerfileRelinkedShell from './dockerfile/relinked-shell.js';
import dockerfileReservedStageName from './dockerfile/reserved-stage-name.js';
import dockerfileRunUsesUvAtRuntime from './dockerfile/run-uses-uv-at-runtime.js';
import dockerfileSecretFileCopied from './dockerfile/secret-file-copied.js';
import dockerfileSecretInArgOrEnv from './dockerfile/secret-in-arg-or-env.js';
import dockerfileSecretLiteral from './dockerfile/secret-literal.js';
import dockerfileSecretMountReadable from './dockerfile/secret-mount-readable.js';
import dockerfileSeveralWorkersPerContainer from './dockerfile/several-workers-per-container.js';
import dockerfileShellFormOnDistroless from './dockerfile/shell-form-on-distroless.js';
import dockerfileShellFormStartCommand from './dockerfile/shell-form-start-command.js';
import dockerfileShellNotJson from './dockerfile/shell-not-json.js';
import dockerfileSourceOutsideContext from './dockerfile/source-outside-context.js';
import dockerfileSourcesCopiedBeforeInstall from './dockerfile/sources-copied-before-install.js';
import dockerfileSpaceBeforeEquals from './dockerfile/space-before-equals.js';
import dockerfileStageNameCasing from './dockerfile/stage-name-casing.js';
import dockerfileStageReferencedByNumber from './dockerfile/stage-referenced-by-number.js';
import dockerfileStatefulRoot from './dockerfile/stateful-root.js';
import dockerfileStopsignalInvalid from './dockerfile/stopsignal-invalid.js';
import dockerfileStopsignalOnWindows from './dockerfile/stopsignal-on-windows.js';
import dockerfileStopsignalSpelling from './dockerfile/stopsignal-spelling.js';
import dockerfileStopsignalUngraceful from './dockerfile/stopsignal-ungraceful.js';
import dockerfileSudoInRun from './dockerfile/sudo-in-run.js';
import dockerfileSyntaxDirectiveMissing from './dockerfile/syntax-directive-missing.js';
import dockerfileTagAndDigest from './dockerfile/tag-and-digest.js';
import dockerfileTlsVerificationOff from './dockerfile/tls-verification-off.js';
import dockerfileTrailingSpaces from './dockerfile/trailing-spaces.js';
import dockerfileUndefinedArgInFrom from './dockerfile/undefined-arg-in-from.js';
import dockerfileUndefinedVariable from './dockerfile/undefined-variable.js';
import dockerfileUnknownBuildCheck from './dockerfile/unknown-build-check.js';
import dockerfileUnknownFlag from './dockerfile/unknown-flag.js';
import dockerfileUnknownInstruction from './dockerfile/unknown-instruction.js';
import dockerfileUnknownMountOption from './dockerfile/unknown-mount-option.js';
import dockerfileUnknownVariableModifier from './dockerfile/unknown-variable-modifier.js';
import dockerfileUnnamedStage from './dockerfile/unnamed-stage.js';
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
import dockerfileVolumeSystemDirectory from './dockerfile/volume-system-directory.js';
import dockerfileWgetAndCurl from './dockerfile/wget-and-curl.js';
import dockerfileWgetProgressShown from './dockerfile/wget-progress-shown.js';
import dockerfileWorkdirRelative from './dockerfile/workdir-relative.js';
import dockerfileWorkdirSystemDirectory from './dockerfile/workdir-system-directory.js';
import dockerfileWorkdirWithBlank from './dockerfile/workdir-with-blank.js';
import dockerfileWorldWritableMode from './dockerfile/world-writable-mode.js';
import dockerfileYarnCacheKept from './dockerfile/yarn-cache-kept.js';
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
import dockerignoreInvalidPattern from './dockerignore/invalid-pattern.js';
import dockerignorePatternMatchesNothing from './dockerignore/pattern-matches-nothing.js';
import dockerignoreSecretReincluded from './dockerignore/secret-reincluded.js';
import dockerignoreVcsNotIgnored from './dockerignore/vcs-not-ignored.js';
import kubernetesAggregatedRoleWithRules from './kubernetes/aggregated-role-with-rules.js';
import kubernetesBadValue from './kubernetes/bad-value.js';
import kubernetesClaimReferenceMissing from './kubernetes/claim-reference-missing.js';
import kubernetesClusterRoleManagesSecrets from './kubernetes/cluster-role-manages-secrets.js';
import kubernetesClusterRoleWildcardResource from './kubernetes/cluster-role-wildcard-resource.js';
import kubernetesConfigKeyMissing from './kubernetes/config-key-missing.js';
import kubernetesConfigNotInFile from './kubernetes/config-not-in-file.js';
import kubernetesConfigReferenceMissing from './kubernetes/config-reference-missing.js';
import kubernetesCpuLimitMissing from './kubernetes/cpu-limit-missing.js';
import kubernetesCpuLimitPresent from './kubernetes/cpu-limit-present.js';
import kubernetesCpuRequestDiffersFromLimit from './kubernetes/cpu-request-differs-from-limit.js';
import kubernetesCpuRequestLeftToLimit from './kubernetes/cpu-request-left-to-limit.js';
import kubernetesCpuRequestMissing from './kubernetes/cpu-request-missing.js';
import kubernetesDeprecatedApiVersion from './kubernetes/deprecated-api-version.js';
import kubernetesDuplicateKey from './kubernetes/duplicate-key.js';
import kubernetesEmptyDirWithoutSizeLimit from './kubernetes/empty-dir-without-size-limit.js';
import kubernetesEphemeralStorageRequestDiffersFromLimit from './kubernetes/ephemeral-storage-request-differs-from-limit.js';
import kubernetesEphemeralStorageUnset from './kubernetes/ephemeral-storage-unset.js';
import kubernetesExtendedResourceOvercommitted from './kubernetes/extended-resource-overcommitted.js';
import kubernetesFewReplicas from './kubernetes/few-replicas.js';
import kubernetesGatewayBackendMissing from './kubernetes/gateway-backend-missing.js';
import kubernetesGatewayBackendNotInFile from './kubernetes/gateway-backend-not-in-file.js';
import kubernetesGitSyncCustomGit from './kubernetes/git-sync-custom-git.js';
import kubernetesGracePeriodTooShort from './kubernetes/grace-period-too-short.js';
import kubernetesHpaTargetMissing from './kubernetes/hpa-target-missing.js';
import kubernetesHpaTargetNotInFile from './kubernetes/hpa-target-not-in-file.js';
import kubernetesImageMissing from './kubernetes/image-missing.js';
import kubernetesImageNotPinnedByDigest from './kubernetes/image-not-pinned-by-digest.js';
import kubernetesImagePullPolicyNotAlways from './kubernetes/image-pull-policy-not-always.js';
import kubernetesImagePullPolicyUnset from './kubernetes/image-pull-policy-unset.js';
import kubernetesImageWithoutRegistry from './kubernetes/image-without-registry.js';
import kubernetesImageWithoutVersion from './kubernetes/image-without-version.js';
import kubernetesIngressBackendMissing from './kubernetes/ingress-backend-missing.js';
import kubernetesIngressBackendNotInFile from './kubernetes/ingress-backend-not-in-file.js';
import kubernetesInvalidImageReference from './kubernetes/invalid-image-reference.js';
import kubernetesLatestImageNotPulled from './kubernetes/latest-image-not-pulled.js';
import kubernetesLivenessEqualsReadiness from './kubernetes/liveness-equals-readiness.js';
import kubernetesLivenessProbeMissing from './kubernetes/liveness-probe-missing.js';
import kubernetesLivenessRestartsTooEagerly from './kubernetes/liveness-restarts-too-eagerly.js';
import kubernetesLocalhostRegistry from './kubernetes/localhost-registry.js';
import kubernetesMemoryLimitMissing from './kubernetes/memory-limit-missing.js';
import kubernetesMemoryLimitWithoutHeadroom from './kubernetes/memory-limit-without-headroom.js';
import kubernetesMemoryRequestDiffersFromLimit from './kubernetes/memory-request-differs-from-limit.js';
import kubernetesMemoryRequestLeftToLimit from './kubernetes/memory-request-left-to-limit.js';
import kubernetesMemoryRequestMissing from './kubernetes/memory-request-missing.js';
import kubernetesMissingField from './kubernetes/missing-field.js';
import kubernetesNamespaceWithoutNetworkPolicy from './kubernetes/namespace-without-network-policy.js';
import kubernetesNetworkPolicyAllowAll from './kubernetes/network-policy-allow-all.js';
import kubernetesNetworkPolicyCidrInvalid from './kubernetes/network-policy-cidr-invalid.js';
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
import kubernetesOpenEndedRepositoryPrefix from './kubernetes/open-ended-repository-prefix.js';
import kubernetesOwnerReferenceInManifest from './kubernetes/owner-reference-in-manifest.js';
import kubernetesPrestopHookMissing from './kubernetes/prestop-hook-missing.js';
import kubernetesPrivilegedContainer from './kubernetes/privileged-container.js';
import kubernetesProbeCommandDenied from './kubernetes/probe-command-denied.js';
import kubernetesProbeFailureThresholdUnset from './kubernetes/probe-failure-threshold-unset.js';
import kubernetesProbeInitialDelayUnset from './kubernetes/probe-initial-delay-unset.js';
import kubernetesProbeNumberInvalid from './kubernetes/probe-number-invalid.js';
import kubernetesProbeOnInitContainer from './kubernetes/probe-on-init-container.js';
import kubernetesProbePeriodUnset from './kubernetes/probe-period-unset.js';
import kubernetesProbePortNameUnknown from './kubernetes/probe-port-name-unknown.js';
import kubernetesProbePortNotDeclared from './kubernetes/probe-port-not-declared.js';
import kubernetesProbeSuccessThresholdUnset from './kubernetes/probe-success-threshold-unset.js';
import kubernetesProbeTimeoutUnset from './kubernetes/probe-timeout-unset.js';
import kubernetesProbeWithoutHandler from './kubernetes/probe-without-handler.js';
import kubernetesPublicRegistry from './kubernetes/public-registry.js';
import kubernetesPullSecretInvalid from './kubernetes/pull-secret-invalid.js';
import kubernetesPullSecretMissing from './kubernetes/pull-secret-missing.js';
import kubernetesQosBestEffort from './kubernetes/qos-best-effort.js';
import kubernetesQosNotGuaranteed from './kubernetes/qos-not-guaranteed.js';
import kubernetesReadinessProbeMissing from './kubernetes/readiness-probe-missing.js';
import kubernetesRecreateBehindService from './kubernetes/recreate-behind-service.js';
import kubernetesRecreateStrategy from './kubernetes/recreate-strategy.js';
import kubernetesRemovedApiVersion from './kubernetes/removed-api-version.js';
import kubernetesRequestExceedsLimit from './kubernetes/request-exceeds-limit.js';
import kubernetesRetiredRegistry from './kubernetes/retired-registry.js';
import kubernetesRoleApprovesCertificates from './kubernetes/role-approves-certificates.js';
import kubernetesRoleBindsRoles from './kubernetes/role-binds-roles.js';
import kubernetesRoleBindsWithClusterRoleBinding from './kubernetes/role-binds-with-cluster-role-binding.js';
import kubernetesRoleBindsWithRoleBinding from './kubernetes/role-binds-with-role-binding.js';
import kubernetesRoleChangesAwsAuth from './kubernetes/role-changes-aws-auth.js';
import kubernetesRoleChangesCoredns from './kubernetes/role-changes-coredns.js';
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
import kubernetesRolePatternWithoutEffect from './kubernetes/role-pattern-without-effect.js';
import kubernetesRoleReadsSecrets from './kubernetes/role-reads-secrets.js';
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
import kubernetesSandboxEgressOpen from './kubernetes/sandbox-egress-open.js';
import kubernetesSelectorMismatch from './kubernetes/selector-mismatch.js';
import kubernetesServedByOnePod from './kubernetes/served-by-one-pod.js';
import kubernetesServedPodWithoutReadinessProbe from './kubernetes/served-pod-without-readiness-probe.js';
import kubernetesServiceAccountMissing from './kubernetes/service-account-missing.js';
import kubernetesServiceAccountNotInFile from './kubernetes/service-account-not-in-file.js';
import kubernetesServiceSelectsNothing from './kubernetes/service-selects-nothing.js';
import kubernetesServiceTargetNotInFile from './kubernetes/service-target-not-in-file.js';
import kubernetesSeveralProbeHandlers from './kubernetes/several-probe-handlers.js';
import kubernetesSingleReplica from './kubernetes/single-replica.js';
import kubernetesSlowStartWithoutStartupProbe from './kubernetes/slow-start-without-startup-probe.js';
import kubernetesStartupProbeMissing from './kubernetes/startup-probe-missing.js';
import kubernetesSuspiciousQuantity from './kubernetes/suspicious-quantity.js';
import kubernetesTargetPortNotServed from './kubernetes/target-port-not-served.js';
import kubernetesUnknownApiVersion from './kubernetes/unknown-api-version.js';
import kubernetesUnknownField from './kubernetes/unknown-field.js';
import kubernetesUntrustedRegistry from './kubernetes/untrusted-registry.js';
import kubernetesWrongType from './kubernetes/wrong-type.js';
import kubernetesYamlSyntax from './kubernetes/yaml-syntax.js';

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
  dockerfileChownOnWindows as RuleDefinition,
  dockerfileCleartextUrl as RuleDefinition,
  dockerfileCloneInsteadOfAdd as RuleDefinition,
  dockerfileCmdRepeated as RuleDefinition,
  dockerfileConsecutiveRun as RuleDefinition,
  dockerfileConstantPlatform as RuleDefinition,
  dockerfileCopiedFilesOwnedByRoot as RuleDefinition,
  dockerfileCopiedFromLatestImage as RuleDefinition,
  dockerfileCopyFromOwnStage as RuleDefinition,
  dockerfileCopyFromUnknownStage as RuleDefinition,
  dockerfileCopyIgnoredSource as RuleDefinition,
  dockerfileCopyRelativeDestination as RuleDefinition,
  dockerfileCopyThenChmod as RuleDefinition,
  dockerfileCopyThenExtract as RuleDefinition,
  dockerfileCopyWholeContext as RuleDefinition,
  dockerfileCopyWholeFilesystem as RuleDefinition,
  dockerfileCredentialCommandInRun as RuleDefinition,
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
  dockerfileDuplicateDirective as RuleDefinition,
  dockerfileDuplicateFlag as RuleDefinition,
  dockerfileDuplicateStageName as RuleDefinition,
  dockerfileEmptyContinuationLine as RuleDefinition,
  dockerfileEntrypointRepeated as RuleDefinition,
  dockerfileEnvSelfReference as RuleDefinition,
  dockerfileExecFormSingleQuotes as RuleDefinition,
  dockerfileExposeAdminPort as RuleDefinition,
  dockerfileExposeHostMapping as RuleDefinition,
  dockerfileExposeMissing as RuleDefinition,
  dockerfileExposedPortDiffers as RuleDefinition,
  dockerfileExtraArguments as RuleDefinition,
  dockerfileFlagNotBoolean as RuleDefinition,
  dockerfileFlagWithoutValue as RuleDefinition,
  dockerfileForbiddenOnbuildTrigger as RuleDefinition,
  dockerfileFromAsCasing as RuleDefinition,
  dockerfileFromAsKeyword as RuleDefinition,
  dockerfileFullSizeBaseImage as RuleDefinition,
  dockerfileGemPackagesUnpinned as RuleDefinition,
  dockerfileGoPackagesUnpinned as RuleDefinition,
  dockerfileHealthcheckDurationInvalid as RuleDefinition,
  dockerfileHealthcheckMissing as RuleDefinition,
  dockerfileHealthcheckRepeated as RuleDefinition,
  dockerfileHealthcheckRetriesInvalid as RuleDefinition,
  dockerfileHealthcheckToolMissing as RuleDefinition,
  dockerfileHealthcheckTypeInvalid as RuleDefinition,
  dockerfileHeredocTerminatorIndented as RuleDefinition,
  dockerfileHostNetworkInRun as RuleDefinition,
  dockerfileImageRunsAsRoot as RuleDefinition,
  dockerfileInconsistentInstructionCasing as RuleDefinition,
  dockerfileInsecureSandbox as RuleDefinition,
  dockerfileInstructionBeforeFrom as RuleDefinition,
  dockerfileInstructionCasing as RuleDefinition,
  dockerfileInvalidCopyFrom as RuleDefinition,
  dockerfileInvalidDefaultArgInFrom as RuleDefinition,
  dockerfileInvalidEscapeDirective as RuleDefinition,
  dockerfileInvalidImageReference as RuleDefinition,
  dockerfileInvalidStageName as RuleDefinition,
  dockerfileLabelKeyInvalid as RuleDefinition,
  dockerfileLabelKeyRepeated as RuleDefinition,
  dockerfileLatestBaseImage as RuleDefinition,
  dockerfileLegacyKeyValue as RuleDefinition,
  dockerfileLockfileNotEnforced as RuleDefinition,
  dockerfileLogFileWritten as RuleDefinition,
  dockerfileLongFile as RuleDefinition,
  dockerfileMaintainerDeprecated as RuleDefinition,
  dockerfileMalformedExecForm as RuleDefinition,
  dockerfileMissingArguments as RuleDefinition,
  dockerfileMissingDockerignore as RuleDefinition,
  dockerfileMisspeltDirective as RuleDefinition,
  dockerfileMountOnWindows as RuleDefinition,
  dockerfileMultiSourceDestination as RuleDefinition,
  dockerfileNewlineAtEndMissing as RuleDefinition,
  dockerfileNoStage as RuleDefinition,
  dockerfileNoStartCommand as RuleDefinition,
  dockerfileNpmPackagesUnpinned as RuleDefinition,
  dockerfileNpmStartAsProcess1 as RuleDefinition,
  dockerfilePackageSignatureUnchecked as RuleDefinition,
  dockerfilePackagesUnsorted as RuleDefinition,
  dockerfilePasswordSetInLayer as RuleDefinition,
  dockerfilePipCacheKept as RuleDefinition,
  dockerfilePipPackagesUnpinned as RuleDefinition,
  dockerfilePipeToShell as RuleDefinition,
  dockerfilePipefailMissing as RuleDefinition,
  dockerfilePointlessCommand as RuleDefinition,
  dockerfilePortInvalid as RuleDefinition,
  dockerfilePortProtocolCasing as RuleDefinition,
  dockerfilePortProtocolInvalid as RuleDefinition,
  dockerfilePythonBytecodeWritten as RuleDefinition,
  dockerfilePythonOutputBuffered as RuleDefinition,
  dockerfileRedundantTargetPlatform as RuleDefinition,
  dockerfileRelinkedShell as RuleDefinition,
  dockerfileReservedStageName as RuleDefinition,
  dockerfileRunUsesUvAtRuntime as RuleDefinition,
  dockerfileSecretFileCopied as RuleDefinition,
  dockerfileSecretInArgOrEnv as RuleDefinition,
  dockerfileSecretLiteral as RuleDefinition,
  dockerfileSecretMountReadable as RuleDefinition,
  dockerfileSeveralWorkersPerContainer as RuleDefinition,
  dockerfileShellFormOnDistroless as RuleDefinition,
  dockerfileShellFormStartCommand as RuleDefinition,
  dockerfileShellNotJson as RuleDefinition,
  dockerfileSourceOutsideContext as RuleDefinition,
  dockerfileSourcesCopiedBeforeInstall as RuleDefinition,
  dockerfileSpaceBeforeEquals as RuleDefinition,
  dockerfileStageNameCasing as RuleDefinition,
  dockerfileStageReferencedByNumber as RuleDefinition,
  dockerfileStatefulRoot as RuleDefinition,
  dockerfileStopsignalInvalid as RuleDefinition,
  dockerfileStopsignalOnWindows as RuleDefinition,
  dockerfileStopsignalSpelling as RuleDefinition,
  dockerfileStopsignalUngraceful as RuleDefinition,
  dockerfileSudoInRun as RuleDefinition,
  dockerfileSyntaxDirectiveMissing as RuleDefinition,
  dockerfileTagAndDigest as RuleDefinition,
  dockerfileTlsVerificationOff as RuleDefinition,
  dockerfileTrailingSpaces as RuleDefinition,
  dockerfileUndefinedArgInFrom as RuleDefinition,
  dockerfileUndefinedVariable as RuleDefinition,
  dockerfileUnknownBuildCheck as RuleDefinition,
  dockerfileUnknownFlag as RuleDefinition,
  dockerfileUnknownInstruction as RuleDefinition,
  dockerfileUnknownMountOption as RuleDefinition,
  dockerfileUnknownVariableModifier as RuleDefinition,
  dockerfileUnnamedStage as RuleDefinition,
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
  dockerfileVolumeSystemDirectory as RuleDefinition,
  dockerfileWgetAndCurl as RuleDefinition,
  dockerfileWgetProgressShown as RuleDefinition,
  dockerfileWorkdirRelative as RuleDefinition,
  dockerfileWorkdirSystemDirectory as RuleDefinition,
  dockerfileWorkdirWithBlank as RuleDefinition,
  dockerfileWorldWritableMode as RuleDefinition,
  dockerfileYarnCacheKept as RuleDefinition,
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
  dockerignoreInvalidPattern as RuleDefinition,
  dockerignorePatternMatchesNothing as RuleDefinition,
  dockerignoreSecretReincluded as RuleDefinition,
  dockerignoreVcsNotIgnored as RuleDefinition,
  kubernetesAggregatedRoleWithRules as RuleDefinition,
  kubernetesBadValue as RuleDefinition,
  kubernetesClaimReferenceMissing as RuleDefinition,
  kubernetesClusterRoleManagesSecrets as RuleDefinition,
  kubernetesClusterRoleWildcardResource as RuleDefinition,
  kubernetesConfigKeyMissing as RuleDefinition,
  kubernetesConfigNotInFile as RuleDefinition,
  kubernetesConfigReferenceMissing as RuleDefinition,
  kubernetesCpuLimitMissing as RuleDefinition,
  kubernetesCpuLimitPresent as RuleDefinition,
  kubernetesCpuRequestDiffersFromLimit as RuleDefinition,
  kubernetesCpuRequestLeftToLimit as RuleDefinition,
  kubernetesCpuRequestMissing as RuleDefinition,
  kubernetesDeprecatedApiVersion as RuleDefinition,
  kubernetesDuplicateKey as RuleDefinition,
  kubernetesEmptyDirWithoutSizeLimit as RuleDefinition,
  kubernetesEphemeralStorageRequestDiffersFromLimit as RuleDefinition,
  kubernetesEphemeralStorageUnset as RuleDefinition,
  kubernetesExtendedResourceOvercommitted as RuleDefinition,
  kubernetesFewReplicas as RuleDefinition,
  kubernetesGatewayBackendMissing as RuleDefinition,
  kubernetesGatewayBackendNotInFile as RuleDefinition,
  kubernetesGitSyncCustomGit as RuleDefinition,
  kubernetesGracePeriodTooShort as RuleDefinition,
  kubernetesHpaTargetMissing as RuleDefinition,
  kubernetesHpaTargetNotInFile as RuleDefinition,
  kubernetesImageMissing as RuleDefinition,
  kubernetesImageNotPinnedByDigest as RuleDefinition,
  kubernetesImagePullPolicyNotAlways as RuleDefinition,
  kubernetesImagePullPolicyUnset as RuleDefinition,
  kubernetesImageWithoutRegistry as RuleDefinition,
  kubernetesImageWithoutVersion as RuleDefinition,
  kubernetesIngressBackendMissing as RuleDefinition,
  kubernetesIngressBackendNotInFile as RuleDefinition,
  kubernetesInvalidImageReference as RuleDefinition,
  kubernetesLatestImageNotPulled as RuleDefinition,
  kubernetesLivenessEqualsReadiness as RuleDefinition,
  kubernetesLivenessProbeMissing as RuleDefinition,
  kubernetesLivenessRestartsTooEagerly as RuleDefinition,
  kubernetesLocalhostRegistry as RuleDefinition,
  kubernetesMemoryLimitMissing as RuleDefinition,
  kubernetesMemoryLimitWithoutHeadroom as RuleDefinition,
  kubernetesMemoryRequestDiffersFromLimit as RuleDefinition,
  kubernetesMemoryRequestLeftToLimit as RuleDefinition,
  kubernetesMemoryRequestMissing as RuleDefinition,
  kubernetesMissingField as RuleDefinition,
  kubernetesNamespaceWithoutNetworkPolicy as RuleDefinition,
  kubernetesNetworkPolicyAllowAll as RuleDefinition,
  kubernetesNetworkPolicyCidrInvalid as RuleDefinition,
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
  kubernetesOpenEndedRepositoryPrefix as RuleDefinition,
  kubernetesOwnerReferenceInManifest as RuleDefinition,
  kubernetesPrestopHookMissing as RuleDefinition,
  kubernetesPrivilegedContainer as RuleDefinition,
  kubernetesProbeCommandDenied as RuleDefinition,
  kubernetesProbeFailureThresholdUnset as RuleDefinition,
  kubernetesProbeInitialDelayUnset as RuleDefinition,
  kubernetesProbeNumberInvalid as RuleDefinition,
  kubernetesProbeOnInitContainer as RuleDefinition,
  kubernetesProbePeriodUnset as RuleDefinition,
  kubernetesProbePortNameUnknown as RuleDefinition,
  kubernetesProbePortNotDeclared as RuleDefinition,
  kubernetesProbeSuccessThresholdUnset as RuleDefinition,
  kubernetesProbeTimeoutUnset as RuleDefinition,
  kubernetesProbeWithoutHandler as RuleDefinition,
  kubernetesPublicRegistry as RuleDefinition,
  kubernetesPullSecretInvalid as RuleDefinition,
  kubernetesPullSecretMissing as RuleDefinition,
  kubernetesQosBestEffort as RuleDefinition,
  kubernetesQosNotGuaranteed as RuleDefinition,
  kubernetesReadinessProbeMissing as RuleDefinition,
  kubernetesRecreateBehindService as RuleDefinition,
  kubernetesRecreateStrategy as RuleDefinition,
  kubernetesRemovedApiVersion as RuleDefinition,
  kubernetesRequestExceedsLimit as RuleDefinition,
  kubernetesRetiredRegistry as RuleDefinition,
  kubernetesRoleApprovesCertificates as RuleDefinition,
  kubernetesRoleBindsRoles as RuleDefinition,
  kubernetesRoleBindsWithClusterRoleBinding as RuleDefinition,
  kubernetesRoleBindsWithRoleBinding as RuleDefinition,
  kubernetesRoleChangesAwsAuth as RuleDefinition,
  kubernetesRoleChangesCoredns as RuleDefinition,
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
  kubernetesRolePatternWithoutEffect as RuleDefinition,
  kubernetesRoleReadsSecrets as RuleDefinition,
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
  kubernetesSandboxEgressOpen as RuleDefinition,
  kubernetesSelectorMismatch as RuleDefinition,
  kubernetesServedByOnePod as RuleDefinition,
  kubernetesServedPodWithoutReadinessProbe as RuleDefinition,
  kubernetesServiceAccountMissing as RuleDefinition,
  kubernetesServiceAccountNotInFile as RuleDefinition,
  kubernetesServiceSelectsNothing as RuleDefinition,
  kubernetesServiceTargetNotInFile as RuleDefinition,
  kubernetesSeveralProbeHandlers as RuleDefinition,
  kubernetesSingleReplica as RuleDefinition,
  kubernetesSlowStartWithoutStartupProbe as RuleDefinition,
  kubernetesStartupProbeMissing as RuleDefinition,
  kubernetesSuspiciousQuantity as RuleDefinition,
  kubernetesTargetPortNotServed as RuleDefinition,
  kubernetesUnknownApiVersion as RuleDefinition,
  kubernetesUnknownField as RuleDefinition,
  kubernetesUntrustedRegistry as RuleDefinition,
  kubernetesWrongType as RuleDefinition,
  kubernetesYamlSyntax as RuleDefinition,
];
