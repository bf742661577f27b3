# SYNTAX TEST "source.dockerfile" "Shell and other languages in a Dockerfile"

FROM debian:13-slim
RUN echo "hello" && apt-get install -y curl
# <--- keyword.other.special-method.dockerfile
#   ^^^^ meta.embedded.block.shell keyword.control.shell
#        ^^^^^^^ string.quoted.double.shell
ENV A="b"
#     ^^^ string.quoted.double.dockerfile - meta.embedded.block.shell

RUN --mount=type=cache,target=/x echo hi
#   ^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                                ^^^^ meta.embedded.block.shell keyword.control.shell
RUN apt-get update \
#                  ^ constant.character.escape.line-continuation.dockerfile
    # a comment between
    && apt-get install \

    -y curl && echo done
#              ^^^^ meta.embedded.block.shell keyword.control.shell
COPY a b
# <---- keyword.other.special-method.dockerfile - meta.embedded.block.shell

RUN ["echo", "a"]
#    ^^^^^^ string.quoted.double.dockerfile - meta.embedded.block.shell
CMD echo hello
#   ^^^^ meta.embedded.block.shell keyword.control.shell
CMD ["echo", "hello"]
#    ^^^^^^ - meta.embedded.block.shell
HEALTHCHECK --interval=5s CMD echo ok
#           ^^^^^^^^^^ entity.other.attribute-name.flag.dockerfile
#                             ^^^^ meta.embedded.block.shell keyword.control.shell
ONBUILD RUN echo hi
#           ^^^^ meta.embedded.block.shell keyword.control.shell
RUN \
  echo one
# ^^^^ meta.embedded.block.shell keyword.control.shell
FROM scratch
# <---- - meta.embedded.block.shell
