{{/* Bytes of a quantity such as 100Gi. */}}
{{- define "lamina.bytes" -}}
{{- $powers := dict "" 1 "k" 1000 "M" 1000000 "G" 1000000000 "T" 1000000000000 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 "Ti" 1099511627776 -}}
{{- $unit := regexFind "[A-Za-z]*$" . -}}
{{- mulf (trimSuffix $unit . | float64) (get $powers $unit) | int64 -}}
{{- end -}}

{{/* The port of an address such as https://host:8443/path. */}}
{{- define "lamina.portOf" -}}
{{- $url := urlParse . -}}
{{- $given := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- default (ternary "443" "80" (eq $url.scheme "https")) $given -}}
{{- end -}}
