{{/* A variable from a secret. Takes name, secret, key. */}}
{{- define "lamina.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: { name: {{ .secret }}, key: {{ .key }} }
{{- end -}}

{{/* All variables of a workload's container; a later one of the same name wins. */}}
{{- define "lamina.env" -}}
{{- $v := .values -}}
{{- include "lamina.javaEnv" . }}
- name: QUARKUS_HTTP_PORT
  value: "8080"
- name: QUARKUS_LOG_LEVEL
  value: {{ $v.logLevel }}
{{ include "lamina.storeEnv" .root }}
{{ include "lamina.kafkaEnv" .root }}
{{- if hasKey $v "modelCache" }}
{{ include "lamina.sourcesEnv" . }}
{{- end }}
{{- if eq .component "gateway" }}
- name: LAMINA_GATEWAY_WINDOW_UNITS
  value: {{ $v.windowUnits | quote }}
- name: LAMINA_GATEWAY_RECONCILE_EVERY
  value: {{ $v.reconcileEvery }}
{{- if .root.Values.oidc.enabled }}
{{ include "lamina.oidcEnv" .root.Values.oidc }}
{{- end }}
{{- end }}
{{- if eq .component "extractor" }}
{{ include "lamina.extractorEnv" . }}
{{- end }}
{{- with $v.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "lamina.javaEnv" -}}
{{- $options := .values.javaOptions -}}
{{- with .root.Values.trustStore -}}
{{- if .existingSecret -}}
{{- $options = printf "%s -Djavax.net.ssl.trustStore=/etc/lamina/trust/truststore.p12 -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=$(LAMINA_TRUST_STORE_PASSWORD)" $options -}}
{{- include "lamina.secretEnv" (dict "name" "LAMINA_TRUST_STORE_PASSWORD" "secret" .existingSecret "key" .passwordKey) }}
{{ end -}}
{{- end -}}
- name: JDK_JAVA_OPTIONS
  value: {{ $options | quote }}
{{- end -}}

{{- define "lamina.storeEnv" -}}
{{- with .Values.s3 -}}
- name: LAMINA_STORE_S3_ENDPOINT
  value: {{ .endpoint }}
- name: LAMINA_STORE_S3_REGION
  value: {{ .region }}
- name: LAMINA_STORE_S3_BUCKET
  value: {{ .bucket }}
{{- with .prefix }}
- name: LAMINA_STORE_S3_PREFIX
  value: {{ . }}
{{- end }}
{{ include "lamina.secretEnv" (dict "name" "LAMINA_STORE_S3_ACCESS_KEY" "secret" .existingSecret "key" .accessKeyKey) }}
{{ include "lamina.secretEnv" (dict "name" "LAMINA_STORE_S3_SECRET_KEY" "secret" .existingSecret "key" .secretKeyKey) }}
{{- end -}}
{{- end -}}

{{/* Given once as KAFKA_..., which queues and events both read. */}}
{{- define "lamina.kafkaEnv" -}}
{{- with .Values.kafka -}}
- name: LAMINA_QUEUE_KAFKA_BOOTSTRAP
  value: {{ .bootstrapServers | quote }}
- name: LAMINA_QUEUE_KAFKA_GROUP_PREFIX
  value: {{ .groupPrefix | quote }}
- name: LAMINA_QUEUE_KAFKA_LOCK
  value: {{ .lock }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ .securityProtocol }}
{{- if .sasl.existingSecret }}
- name: KAFKA_SASL_MECHANISM
  value: {{ .sasl.mechanism }}
{{ include "lamina.kafkaLogin" .sasl }}
{{- end }}
{{- if .tls.existingSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: /etc/lamina/kafka/ca.crt
{{- end }}
{{- if .tls.client.existingSecret }}
- name: KAFKA_SSL_KEYSTORE_TYPE
  value: PEM
{{ include "lamina.secretEnv" (dict "name" "KAFKA_SSL_KEYSTORE_CERTIFICATE_CHAIN" "secret" .tls.client.existingSecret "key" .tls.client.certKey) }}
{{ include "lamina.secretEnv" (dict "name" "KAFKA_SSL_KEYSTORE_KEY" "secret" .tls.client.existingSecret "key" .tls.client.keyKey) }}
{{- end }}
{{- range $name, $value := .properties }}
- name: KAFKA_{{ $name | upper | replace "." "_" | replace "-" "_" }}
  value: {{ $value | quote }}
{{- end }}
{{- end -}}
{{- end -}}

{{- define "lamina.kafkaLogin" -}}
{{- if .usernameKey -}}
{{- $module := ternary "plain.PlainLoginModule" "scram.ScramLoginModule" (eq .mechanism "PLAIN") -}}
{{ include "lamina.secretEnv" (dict "name" "LAMINA_KAFKA_USERNAME" "secret" .existingSecret "key" .usernameKey) }}
{{ include "lamina.secretEnv" (dict "name" "LAMINA_KAFKA_PASSWORD" "secret" .existingSecret "key" .passwordKey) }}
- name: KAFKA_SASL_JAAS_CONFIG
  value: org.apache.kafka.common.security.{{ $module }} required username="$(LAMINA_KAFKA_USERNAME)" password="$(LAMINA_KAFKA_PASSWORD)";
{{- else -}}
{{ include "lamina.secretEnv" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" .existingSecret "key" .jaasConfigKey) }}
{{- end -}}
{{- end -}}

{{- define "lamina.sourcesEnv" -}}
- name: LAMINA_SOURCES_CACHE_FOLDER
  value: /var/cache/lamina/sources
- name: LAMINA_SOURCES_CACHE_MAX_BYTES
  value: {{ div (mul (include "lamina.bytes" .values.modelCache.size) 9) 10 | quote }}
{{- with .root.Values.sources }}
{{- with .allowed }}
- name: LAMINA_SOURCES_ALLOWED
  value: {{ join "," . | quote }}
{{- end }}
{{- with .fileRoots }}
- name: LAMINA_SOURCES_FILES_ROOTS
  value: {{ join "," . | quote }}
{{- end }}
{{- with .hub.endpoint }}
- name: HF_ENDPOINT
  value: {{ . }}
{{- end }}
{{- if .hub.existingSecret }}
{{ include "lamina.secretEnv" (dict "name" "HF_TOKEN" "secret" .hub.existingSecret "key" .hub.tokenKey) }}
{{- end }}
{{- if .s3.endpoint }}
- name: LAMINA_SOURCES_S3_ENDPOINT
  value: {{ .s3.endpoint }}
- name: LAMINA_SOURCES_S3_REGION
  value: {{ .s3.region }}
{{- if .s3.existingSecret }}
{{ include "lamina.secretEnv" (dict "name" "LAMINA_SOURCES_S3_ACCESS_KEY" "secret" .s3.existingSecret "key" .s3.accessKeyKey) }}
{{ include "lamina.secretEnv" (dict "name" "LAMINA_SOURCES_S3_SECRET_KEY" "secret" .s3.existingSecret "key" .s3.secretKeyKey) }}
{{- else }}
- name: LAMINA_SOURCES_S3_ACCESS_KEY
  value: ""
- name: LAMINA_SOURCES_S3_SECRET_KEY
  value: ""
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "lamina.oidcEnv" -}}
- name: QUARKUS_OIDC_TENANT_ENABLED
  value: "true"
- name: QUARKUS_OIDC_AUTH_SERVER_URL
  value: {{ .authServerUrl }}
- name: QUARKUS_OIDC_CLIENT_ID
  value: {{ .clientId }}
- name: QUARKUS_OIDC_APPLICATION_TYPE
  value: {{ .applicationType }}
{{- if .existingSecret }}
{{ include "lamina.secretEnv" (dict "name" "QUARKUS_OIDC_CREDENTIALS_SECRET" "secret" .existingSecret "key" .clientSecretKey) }}
{{- end }}
{{- end -}}

{{- define "lamina.extractorEnv" -}}
{{- $v := .values -}}
- name: LAMINA_EXTRACTOR_POOL
  value: {{ .pool | quote }}
- name: LAMINA_EXTRACTOR_DEVICE
  value: {{ $v.device }}
{{- if $v.threads }}
- name: LAMINA_EXTRACTOR_THREADS
  value: {{ $v.threads | quote }}
{{- end }}
{{- if $v.tokensPerRun }}
- name: LAMINA_EXTRACTOR_TOKENS_PER_RUN
  value: {{ $v.tokensPerRun | quote }}
{{- end }}
{{- if and (eq $v.device "cuda") $v.gpu.memory }}
- name: LAMINA_EXTRACTOR_CUDA_MEMORY
  value: {{ include "lamina.bytes" $v.gpu.memory | quote }}
{{- end }}
{{- end -}}
