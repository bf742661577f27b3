# SYNTAX TEST "source.dockerfile" "Directives and ignore comments"

# syntax=docker/dockerfile:1
# ^^^^^^ comment.line.number-sign.dockerfile keyword.other.directive.dockerfile
#        ^^^^^^^^^^^^^^^^^^^ string.unquoted.directive.dockerfile
# slipway-ignore dockerfile/sudo-in-run -- the base needs it
# ^^^^^^^^^^^^^^ comment.line.number-sign.dockerfile keyword.other.pragma.slipway
#                ^^^^^^^^^^^^^^^^^^^^^^ entity.name.function.rule.slipway
#                                       ^^ punctuation.separator.reason.slipway
#                                          ^^^^^^^^^^^^^^^^^ string.unquoted.reason.slipway
# hadolint ignore=DL3008,DL3009
# ^^^^^^^^^^^^^^^ keyword.other.pragma.slipway
#                 ^^^^^^^^^^^^^ entity.name.function.rule.slipway
# an ordinary comment about syntax
# ^^ comment.line.number-sign.dockerfile - keyword.other.directive.dockerfile
FROM debian:13-slim
