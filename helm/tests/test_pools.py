"""Pools of extractors: their devices, models and numbers."""

from rendering import ChartTest

GPU = """
keda: { enabled: true }
pools:
  a100:
    device: cuda
    gpu: { count: 1, resourceName: nvidia.com/mig-3g.40gb, memory: 38Gi }
    threads: 3
    runtimeClassName: nvidia
    tolerations: [{ key: nvidia.com/gpu, operator: Exists }]
    autoscaling: { minReplicas: 0, maxReplicas: 6, unitsPerReplica: 2 }
"""


class PoolsTest(ChartTest):

    def test_a_pool_of_gpus_asks_for_them(self):
        objects = self.render(GPU)
        container = self.container(objects, "lamina-extractor-a100")
        self.assertEqual(1, container["resources"]["limits"]["nvidia.com/mig-3g.40gb"])
        self.assertEqual("8Gi", container["resources"]["limits"]["memory"])
        self.assertEqual("nvidia", self.pod(objects, "lamina-extractor-a100")["runtimeClassName"])
        env = self.env(objects, "lamina-extractor-a100")
        self.assertEqual("a100", env["LAMINA_EXTRACTOR_POOL"])
        self.assertEqual("cuda", env["LAMINA_EXTRACTOR_DEVICE"])
        self.assertEqual("3", env["LAMINA_EXTRACTOR_THREADS"])
        self.assertEqual(str(38 * 2**30), env["LAMINA_EXTRACTOR_CUDA_MEMORY"])

    def test_a_pool_of_cpus_asks_for_no_gpu(self):
        objects = self.render(GPU)
        self.assertEqual(["memory"], list(self.container(objects, "lamina-extractor-default")["resources"]["limits"]))
        self.assertEqual("cpu", self.env(objects, "lamina-extractor-default")["LAMINA_EXTRACTOR_DEVICE"])

    def test_a_new_pod_does_not_wait_for_the_gpu_of_the_one_before(self):
        strategy = self.one(self.render(GPU), "Deployment", "lamina-extractor-a100")["spec"]["strategy"]
        self.assertEqual({"maxSurge": 0, "maxUnavailable": 1}, strategy["rollingUpdate"])

    def test_the_only_worker_is_not_taken_away_before_the_next_one_is_ready(self):
        # helm --wait takes a Deployment for ready when as many pods are as may not be missing.
        objects = self.render(GPU)
        for name in ("lamina-analyzer", "lamina-extractor-default"):
            strategy = self.one(objects, "Deployment", name)["spec"]["strategy"]
            self.assertEqual({"maxSurge": 1, "maxUnavailable": 0}, strategy["rollingUpdate"])

    def test_keda_scales_a_pool_by_its_backlog(self):
        objects = self.render(GPU)
        scaled = self.one(objects, "ScaledObject", "lamina-extractor-a100")["spec"]
        self.assertEqual("lamina-extractor-a100", scaled["scaleTargetRef"]["name"])
        self.assertEqual((0, 6), (scaled["minReplicaCount"], scaled["maxReplicaCount"]))
        self.assertEqual(1, scaled["fallback"]["replicas"])
        trigger = scaled["triggers"][0]
        self.assertEqual("metrics-api", trigger["type"])
        # A fallback is only there for averages.
        self.assertEqual("AverageValue", trigger["metricType"])
        self.assertEqual(
            {
                "url": "http://lamina-gateway.lab.svc:8080/api/v1/pools/a100/backlog",
                "valueLocation": "backlog",
                "targetValue": "2",
                "activationTargetValue": "0",
            },
            trigger["metadata"],
        )
        self.assertEqual([], self.of_kind(objects, "HorizontalPodAutoscaler"))

    def test_the_backlog_is_asked_for_at_the_port_of_the_service(self):
        objects = self.render("{ keda: { enabled: true }, gateway: { service: { port: 80 } } }")
        self.assertEqual(80, self.one(objects, "Service", "lamina-gateway")["spec"]["ports"][0]["port"])
        trigger = self.one(objects, "ScaledObject", "lamina-extractor-default")["spec"]["triggers"][0]
        self.assertIn(".svc:80/", trigger["metadata"]["url"])

    def test_without_keda_a_pool_is_scaled_by_cpu(self):
        objects = self.render()
        scaler = self.one(objects, "HorizontalPodAutoscaler", "lamina-extractor-default")["spec"]
        self.assertEqual((1, 4), (scaler["minReplicas"], scaler["maxReplicas"]))
        self.assertEqual("cpu", scaler["metrics"][0]["resource"]["name"])
        self.assertEqual([], self.of_kind(objects, "ScaledObject"))

    def test_a_scaled_pool_has_no_number_that_an_upgrade_would_set_back(self):
        objects = self.render(GPU)
        self.assertNotIn("replicas", self.one(objects, "Deployment", "lamina-extractor-a100")["spec"])

    def test_a_pool_of_a_fixed_number_has_it(self):
        objects = self.render("pools: { default: { autoscaling: { enabled: false }, replicas: 3 } }")
        self.assertEqual(3, self.one(objects, "Deployment", "lamina-extractor-default")["spec"]["replicas"])
        self.assertEqual([], self.of_kind(objects, "HorizontalPodAutoscaler"))

    def test_a_pool_can_be_left_out(self):
        objects = self.render("pools: { default: { enabled: false }, other: {} }")
        self.assertNotIn("Deployment/lamina-extractor-default", self.names(objects))
        self.assertIn("Deployment/lamina-extractor-other", self.names(objects))

    def test_copies_of_models_stay_within_their_room(self):
        objects = self.render("pools: { default: { modelCache: { size: 10Gi } } }")
        room = [v for v in self.pod(objects, "lamina-extractor-default")["volumes"] if v["name"] == "models"]
        self.assertEqual([{"name": "models", "emptyDir": {"sizeLimit": "10Gi"}}], room)
        bytes_used = int(self.env(objects, "lamina-extractor-default")["LAMINA_SOURCES_CACHE_MAX_BYTES"])
        self.assertEqual(9 * 2**30, bytes_used)

    def test_copies_of_models_can_outlive_the_pods(self):
        objects = self.render("poolDefaults: { modelCache: { persistence: { enabled: true, storageClass: nfs } } }")
        claim = self.one(objects, "PersistentVolumeClaim", "lamina-extractor-default-models")
        self.assertEqual("keep", claim["metadata"]["annotations"]["helm.sh/resource-policy"])
        self.assertEqual("nfs", claim["spec"]["storageClassName"])
        self.assertEqual(["ReadWriteMany"], claim["spec"]["accessModes"])
        volumes = {v["name"]: v for v in self.pod(objects, "lamina-extractor-default")["volumes"]}
        self.assertEqual(
            "lamina-extractor-default-models", volumes["models"]["persistentVolumeClaim"]["claimName"]
        )

    def test_spread_without_a_selector_is_of_the_pools_own_pods(self):
        pod = self.pod(self.render(everything=True), "lamina-extractor-default")
        spread = pod["topologySpreadConstraints"][0]
        self.assertEqual("default", spread["labelSelector"]["matchLabels"]["lamina.dev/pool"])
        self.assertEqual("topology.kubernetes.io/zone", spread["topologyKey"])
