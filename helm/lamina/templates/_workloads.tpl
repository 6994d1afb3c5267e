{{/*
The three kinds of workloads as one shape: root, component, pool, name, values. Each fills the
dictionary "into", since a template gives back nothing but text.
*/}}
{{- define "lamina.gateway" -}}
{{- $values := mustMergeOverwrite (deepCopy .root.Values.defaults) .root.Values.gateway -}}
{{- $_ := mustMergeOverwrite .into (dict "root" .root "component" "gateway" "pool" "" "values" $values
    "name" (printf "%s-gateway" (include "lamina.fullname" .root))) -}}
{{- end -}}

{{- define "lamina.analyzer" -}}
{{- $values := mustMergeOverwrite (deepCopy .root.Values.defaults) .root.Values.analyzer -}}
{{- $_ := mustMergeOverwrite .into (dict "root" .root "component" "analyzer" "pool" "" "values" $values
    "name" (printf "%s-analyzer" (include "lamina.fullname" .root))) -}}
{{- end -}}

{{/* Takes a pool's name too. */}}
{{- define "lamina.extractor" -}}
{{- $own := default (dict) (get .root.Values.pools .pool) -}}
{{- $values := mustMergeOverwrite (deepCopy .root.Values.defaults) (deepCopy .root.Values.poolDefaults) $own -}}
{{- $_ := mustMergeOverwrite .into (dict "root" .root "component" "extractor" "pool" .pool "values" $values
    "name" (printf "%s-extractor-%s" (include "lamina.fullname" .root) .pool)) -}}
{{- end -}}

{{/* All workloads that are there, in the list "all" of "into". */}}
{{- define "lamina.workloads" -}}
{{- $gateway := dict -}}
{{- include "lamina.gateway" (dict "root" .root "into" $gateway) -}}
{{- $analyzer := dict -}}
{{- include "lamina.analyzer" (dict "root" .root "into" $analyzer) -}}
{{- $pools := list -}}
{{- range $pool := keys .root.Values.pools | sortAlpha -}}
{{- $extractor := dict -}}
{{- include "lamina.extractor" (dict "root" $.root "pool" $pool "into" $extractor) -}}
{{- if $extractor.values.enabled -}}{{- $pools = append $pools $extractor -}}{{- end -}}
{{- end -}}
{{- $_ := set .into "pools" $pools -}}
{{- $_ := set .into "all" (concat (list $gateway $analyzer) $pools) -}}
{{- end -}}

{{/* Whether the number of a workload's pods follows from something else than "replicas". */}}
{{- define "lamina.isScaled" -}}
{{- if .values.autoscaling.enabled -}}yes{{- end -}}
{{- end -}}

{{/* The most pods that a workload may have. */}}
{{- define "lamina.mostReplicas" -}}
{{- if .values.autoscaling.enabled -}}{{- int .values.autoscaling.maxReplicas -}}{{- else -}}{{- int .values.replicas -}}{{- end -}}
{{- end -}}

{{/* The fewest pods that a workload may have. */}}
{{- define "lamina.fewestReplicas" -}}
{{- if .values.autoscaling.enabled -}}{{- int .values.autoscaling.minReplicas -}}{{- else -}}{{- int .values.replicas -}}{{- end -}}
{{- end -}}
