{{- define "shop.labels" -}}
app.kubernetes.io/name: {{ .chart.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "shop.image" -}}
{{- printf "%s/%s:%s" .values.registry .service.image (.service.tag | default .chart.AppVersion) -}}
{{- end }}
