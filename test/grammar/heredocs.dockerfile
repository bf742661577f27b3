# SYNTAX TEST "source.dockerfile" "Here-documents"

FROM debian:13-slim
RUN <<EOF
# <--- keyword.other.special-method.dockerfile
#   ^^ keyword.operator.heredoc.dockerfile
#     ^^^ entity.name.tag.heredoc.dockerfile
echo hello
# <---- meta.embedded.block.shell keyword.control.shell
RUN echo this is no instruction
# <--- meta.embedded.block.shell - keyword.other.special-method.dockerfile
EOF
# <--- entity.name.tag.heredoc.dockerfile
FROM scratch
# <---- keyword.other.special-method.dockerfile - meta.embedded.block.shell

RUN <<PYTHON
import os
# <------ meta.embedded.block.python keyword.control.python
PYTHON

RUN <<EOF
#!/usr/bin/env python3
import os
# <------ meta.embedded.block.python keyword.control.python
EOF

RUN <<-"JS"
const a = true
# <----- meta.embedded.block.javascript keyword.control.js
	JS
COPY <<EOF /etc/shop/config.yaml
server: x
# <------ meta.embedded.block.yaml keyword.control.yaml
EOF
COPY --chmod=644 <<"END" /srv/data.json
#    ^^^^^^^ entity.other.attribute-name.flag.dockerfile
true
# <---- meta.embedded.block.json keyword.control.json
END
COPY <<EOF /etc/motd
echo this is text
# <---- string.unquoted.heredoc.dockerfile - meta.embedded.block.shell
EOF
RUN <<SQL
SELECT 1
# <------ meta.embedded.block.sql keyword.control.sql
SQL
ENV A=b
# <--- keyword.other.special-method.dockerfile
