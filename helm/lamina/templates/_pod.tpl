{{/* The pod of a workload. */}}
{{- define "lamina.pod" -}}
{{- $v := .values -}}
metadata:
  labels:
    {{- include "lamina.selector" . | nindent 4 }}
    app.kubernetes.io/part-of: lamina
    app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
    {{- with merge (dict) $v.podLabels .root.Values.commonLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with merge (dict) $v.podAnnotations .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "lamina.serviceAccountName" . }}
  automountServiceAccountToken: false
  # Variables of the namespace's services would read as settings of Kafka's clients.
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $v.terminationGracePeriodSeconds }}
  securityContext:
    {{- toYaml $v.podSecurityContext | nindent 4 }}
  {{- with .root.Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- with $v.runtimeClassName }}
  runtimeClassName: {{ . }}
  {{- end }}
  {{- with $v.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $v.topologySpreadConstraints }}
  topologySpreadConstraints:
    {{- range . }}
    - {{ merge (dict) . (dict "labelSelector" (dict "matchLabels" (include "lamina.selector" $ | fromYaml))) | toYaml | nindent 6 | trim }}
    {{- end }}
  {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "lamina.image" . }}
      imagePullPolicy: {{ $v.imagePullPolicy }}
      securityContext:
        {{- toYaml $v.securityContext | nindent 8 }}
      ports:
        - name: http
          containerPort: 8080
      env:
        {{- include "lamina.env" . | nindent 8 }}
      {{- with $v.extraEnvFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      resources:
        {{- include "lamina.resources" . | nindent 8 }}
      startupProbe:
        httpGet: { path: /q/health/started, port: http }
        {{- toYaml $v.startupProbe | nindent 8 }}
      readinessProbe:
        httpGet: { path: /q/health/ready, port: http }
        {{- toYaml $v.readinessProbe | nindent 8 }}
      livenessProbe:
        httpGet: { path: /q/health/live, port: http }
        {{- toYaml $v.livenessProbe | nindent 8 }}
      {{- if and (eq .component "gateway") $v.preStopSeconds }}
      lifecycle:
        preStop:
          sleep: { seconds: {{ $v.preStopSeconds }} }
      {{- end }}
      volumeMounts:
        {{- include "lamina.volumeMounts" . | nindent 8 }}
  volumes:
    {{- include "lamina.volumes" . | nindent 4 }}
{{- end -}}

{{/* What a pod may use; GPUs are asked for under limits, as Kubernetes wants them. */}}
{{- define "lamina.resources" -}}
{{- $resources := deepCopy .values.resources -}}
{{- if eq (default "cpu" .values.device) "cuda" -}}
{{- $gpu := dict .values.gpu.resourceName (int .values.gpu.count) -}}
{{- $_ := set $resources "limits" (merge (dict) $gpu (default (dict) $resources.limits)) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end -}}

{{- define "lamina.volumeMounts" -}}
- name: tmp
  mountPath: /tmp
{{- if hasKey .values "modelCache" }}
- name: models
  mountPath: /var/cache/lamina
{{- end }}
{{- if .root.Values.kafka.tls.existingSecret }}
- name: kafka-ca
  mountPath: /etc/lamina/kafka
  readOnly: true
{{- end }}
{{- if .root.Values.trustStore.existingSecret }}
- name: trust-store
  mountPath: /etc/lamina/trust
  readOnly: true
{{- end }}
{{- with .values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "lamina.volumes" -}}
- name: tmp
  emptyDir: { sizeLimit: {{ .values.tmpSize }} }
{{- with .values.modelCache }}
- name: models
  {{- if .existingClaim }}
  persistentVolumeClaim: { claimName: {{ .existingClaim }} }
  {{- else if (default (dict) .persistence).enabled }}
  persistentVolumeClaim: { claimName: {{ $.name }}-models }
  {{- else }}
  emptyDir: { sizeLimit: {{ .size }} }
  {{- end }}
{{- end }}
{{- with .root.Values.kafka.tls }}
{{- if .existingSecret }}
- name: kafka-ca
  secret:
    secretName: {{ .existingSecret }}
    items: [{ key: {{ .caKey }}, path: ca.crt }]
{{- end }}
{{- end }}
{{- with .root.Values.trustStore }}
{{- if .existingSecret }}
- name: trust-store
  secret:
    secretName: {{ .existingSecret }}
    items: [{ key: {{ .key }}, path: truststore.p12 }]
{{- end }}
{{- end }}
{{- with .values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}
