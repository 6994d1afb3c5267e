{{/* Refuses values that contradict each other: all at once, each with a sentence. */}}
{{- define "lamina.checks" -}}
{{- $workloads := dict -}}
{{- include "lamina.workloads" (dict "root" $ "into" $workloads) -}}
{{- $faults := splitList "\n" (include "lamina.faultsOfConnections" .) -}}
{{- $faults = concat $faults (splitList "\n" (include "lamina.faultsOfGateway" .)) -}}
{{- range $workloads.all -}}
{{- $faults = concat $faults (splitList "\n" (include "lamina.faultsOfWorkload" .)) -}}
{{- end -}}
{{- range $workloads.pools -}}
{{- $faults = concat $faults (splitList "\n" (include "lamina.faultsOfPool" .)) -}}
{{- end -}}
{{- if not $workloads.pools -}}
{{- $faults = append $faults "No pool is enabled, so no sweep could extract anything: enable one under pools." -}}
{{- end -}}
{{- $faults = compact $faults -}}
{{- if $faults -}}
{{- fail (printf "\n- %s" (join "\n- " $faults)) -}}
{{- end -}}
{{- end -}}

{{- define "lamina.faultsOfConnections" -}}
{{- with .Values.s3 }}
{{- if not .existingSecret }}
s3.existingSecret is empty: name the secret that holds {{ .accessKeyKey }} and {{ .secretKeyKey }}.
{{- end }}
{{- end }}
{{- with .Values.kafka }}
{{- $sasl := hasPrefix "SASL_" .securityProtocol }}
{{- $tls := hasSuffix "SSL" .securityProtocol }}
{{- if and $sasl (not .sasl.existingSecret) }}
kafka.securityProtocol is {{ .securityProtocol }} but kafka.sasl.existingSecret is empty: name the secret that holds who the services are.
{{- end }}
{{- if and .sasl.existingSecret (not $sasl) }}
kafka.sasl.existingSecret is given but kafka.securityProtocol is {{ .securityProtocol }}: take SASL_SSL or SASL_PLAINTEXT.
{{- end }}
{{- if ne (empty .sasl.usernameKey) (empty .sasl.passwordKey) }}
kafka.sasl.usernameKey and passwordKey go together: give both, or neither and a jaasConfigKey.
{{- end }}
{{- if and (or .tls.existingSecret .tls.client.existingSecret) (not $tls) }}
kafka.tls names a secret but kafka.securityProtocol is {{ .securityProtocol }}, which has no TLS: take SSL or SASL_SSL.
{{- end }}
{{- end }}
{{- with .Values.sources }}
{{- if and .s3.existingSecret (not .s3.endpoint) }}
sources.s3.existingSecret is given but sources.s3.endpoint is empty: without an endpoint the store's own keys are used.
{{- end }}
{{- end }}
{{- with .Values.oidc }}
{{- if .enabled }}
{{- if not (and .authServerUrl .clientId) }}
oidc.enabled needs oidc.authServerUrl and oidc.clientId.
{{- end }}
{{- if and (not .existingSecret) (ne .applicationType "service") }}
oidc.applicationType {{ .applicationType }} lets people log in, which needs the client's secret: give oidc.existingSecret, or take service.
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "lamina.faultsOfGateway" -}}
{{- $gateway := .Values.gateway }}
{{- with .Values.ingress }}
{{- $asks := or $.Values.oidc.enabled .authentication.annotations .authentication.elsewhere }}
{{- if and .enabled (not $asks) }}
An ingress without authentication would let everyone run and delete sweeps: enable oidc, or say with ingress.authentication what asks who one is.
{{- end }}
{{- if and (ne $gateway.service.type "ClusterIP") (not $asks) }}
gateway.service.type {{ $gateway.service.type }} opens the gateway to others without authentication: enable oidc, or say with ingress.authentication.elsewhere what asks who one is.
{{- end }}
{{- if and .enabled (not .hosts) }}
ingress.enabled needs ingress.hosts.
{{- end }}
{{- end }}
{{- end -}}

{{- define "lamina.faultsOfWorkload" -}}
{{- $v := .values }}
{{- $what := .component }}
{{- with .pool }}{{ $what = printf "pools.%s" . }}{{ end }}
{{- if lt (int $v.terminationGracePeriodSeconds) 45 }}
{{ $what }}: terminationGracePeriodSeconds is {{ $v.terminationGracePeriodSeconds }}, but stopping takes up to 25 s, after {{ default 0 $v.preStopSeconds }} s of waiting: give at least 45, or units are cut off.
{{- end }}
{{- if and $v.autoscaling.enabled (gt (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) }}
{{ $what }}: autoscaling.minReplicas {{ $v.autoscaling.minReplicas }} is more than maxReplicas {{ $v.autoscaling.maxReplicas }}.
{{- end }}
{{- with $v.podDisruptionBudget }}
{{- if .enabled }}
{{- if or (and (kindIs "float64" .minAvailable) (gt (int .minAvailable) 0) (ge (int .minAvailable) (int (include "lamina.fewestReplicas" $)))) (eq (toString .minAvailable) "100%") }}
{{ $what }}: podDisruptionBudget.minAvailable {{ .minAvailable }} leaves no pod of {{ include "lamina.fewestReplicas" $ }} that may go, so no node could ever be drained: take maxUnavailable, or more replicas.
{{- end }}
{{- if and (eq (toString .minAvailable) "") (has (toString .maxUnavailable) (list "0" "0%" "")) }}
{{ $what }}: podDisruptionBudget.maxUnavailable {{ .maxUnavailable }} lets no pod go, so no node could ever be drained.
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "lamina.faultsOfPool" -}}
{{- $v := .values }}
{{- if and (eq $v.device "cuda") (lt (int $v.gpu.count) 1) }}
pools.{{ .pool }}: device is cuda but gpu.count is {{ $v.gpu.count }}: give it a GPU, or take cpu.
{{- end }}
{{- if and (eq $v.device "cpu") (gt (int $v.gpu.count) 0) }}
pools.{{ .pool }}: gpu.count is {{ $v.gpu.count }} but device is cpu: the GPUs would idle; set device to cuda.
{{- end }}
{{- if and $v.autoscaling.enabled (not .root.Values.keda.enabled) (lt (int $v.autoscaling.minReplicas) 1) }}
pools.{{ .pool }}: autoscaling.minReplicas is 0, but without KEDA nothing starts a pool that has no pod: enable keda, or begin at 1.
{{- end }}
{{- with $v.modelCache }}
{{- if and .existingClaim .persistence.enabled }}
pools.{{ $.pool }}: modelCache.existingClaim and modelCache.persistence.enabled exclude each other: the claim is there, or the chart makes one.
{{- end }}
{{- if and .persistence.enabled (not (has "ReadWriteMany" .persistence.accessModes)) (gt (int (include "lamina.mostReplicas" $)) 1) }}
pools.{{ $.pool }}: up to {{ include "lamina.mostReplicas" $ }} pods would share a claim that is {{ join ", " .persistence.accessModes }}: take ReadWriteMany, or one pod.
{{- end }}
{{- end }}
{{- end -}}
