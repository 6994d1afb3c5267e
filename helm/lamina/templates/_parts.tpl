{{/* What each workload has beside its Deployment. */}}
{{- define "lamina.serviceAccount" -}}
{{- if .values.serviceAccount.create -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  {{- include "lamina.metadata" (merge (dict "objectName" (include "lamina.serviceAccountName" .) "objectAnnotations" .values.serviceAccount.annotations) .) | nindent 2 }}
automountServiceAccountToken: false
{{- end -}}
{{- end -}}

{{- define "lamina.podDisruptionBudget" -}}
{{- with .values.podDisruptionBudget -}}
{{- if .enabled -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  {{- include "lamina.metadata" $ | nindent 2 }}
spec:
  {{- if ne (toString .minAvailable) "" }}
  minAvailable: {{ .minAvailable }}
  {{- else }}
  maxUnavailable: {{ .maxUnavailable }}
  {{- end }}
  # A pod that is not ready does no work: it may go.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- include "lamina.selector" $ | nindent 6 }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "lamina.horizontalPodAutoscaler" -}}
{{- with .values.autoscaling -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  {{- include "lamina.metadata" $ | nindent 2 }}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {{ $.name }} }
  minReplicas: {{ .minReplicas }}
  maxReplicas: {{ .maxReplicas }}
  metrics:
    {{- if .metrics }}
    {{- toYaml .metrics | nindent 4 }}
    {{- else }}
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .targetCPUUtilizationPercentage }} }
    {{- end }}
  {{- with .behavior }}
  behavior:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}

{{/* The Deployment, for the keys that all have. Takes a workload and, as "strategy", how it is replaced. */}}
{{- define "lamina.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "lamina.metadata" . | nindent 2 }}
spec:
  {{- if not (include "lamina.isScaled" .) }}
  replicas: {{ .values.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    {{- toYaml .strategy | nindent 4 }}
  selector:
    matchLabels:
      {{- include "lamina.selector" . | nindent 6 }}
  template:
    {{- include "lamina.pod" . | nindent 4 }}
{{- end -}}
