{{- define "common.deployment" -}}
{{- $ctx := .ctx -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ printf "%s-%s" $ctx.Release.Name .component }}
spec:
  replicas: {{ $ctx.Values.replicaCount }}
  selector:
    matchLabels: {app: {{ .component }}}
  template:
    metadata:
      labels: {app: {{ .component }}}
    spec:
      containers:
        - name: {{ .component }}
          image: {{ $ctx.Values.global.imageRegistry }}/{{ $ctx.Values.image.repository }}:{{ $ctx.Values.image.tag | default $ctx.Chart.AppVersion }}
          env: {{- toYaml $ctx.Values.extraEnv | nindent 12 }}
{{- end }}
