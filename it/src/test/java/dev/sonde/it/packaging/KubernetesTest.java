package dev.sonde.it.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Kubernetes files: by the schema of Kubernetes 1.33, and by what their parts say of each
/// other.
final class KubernetesTest {
  private static final Path TOP = Path.of("../packaging").toAbsolutePath().normalize();
  private static final Path METRICSD = TOP.resolve("metricsd/kubernetes");
  private static final Path ROUTES =
      Path.of("../server/src/main/java/dev/sonde/server/Routes.java").toAbsolutePath();

  /// What discovery asks the API for.
  private static final List<String> READ =
      List.of(
          "pods", "services", "endpoints", "endpointslices", "ingresses", "nodes", "namespaces");

  /// What is applied together.
  record Together(List<Yaml> objects) {
    List<Yaml> of(String kind) {
      return objects.stream().filter(each -> each.at("kind").text().equals(kind)).toList();
    }

    List<Yaml> workloads() {
      var all = new ArrayList<>(of("Deployment"));
      all.addAll(of("DaemonSet"));
      return all;
    }

    Yaml object(String kind, String name) {
      return of(kind).stream()
          .filter(each -> each.at("metadata", "name").text().equals(name))
          .findFirst()
          .orElse(new Yaml(null));
    }
  }

  static List<Together> sets() throws Exception {
    var metricsd = new ArrayList<>(Yaml.documents(METRICSD.resolve("deployment.yaml")));
    metricsd.addAll(Yaml.documents(METRICSD.resolve("daemonset.yaml")));
    return List.of(
        new Together(metricsd), new Together(Yaml.documents(TOP.resolve("kubernetes.yaml"))));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everyObject_fitsTheSchema(Together set) throws Exception {
    assertThat(set.objects()).hasSizeGreaterThan(4);
    for (Yaml each : set.objects()) {
      KubernetesSchema.check(each);
    }
  }

  @Test
  void schema_seesWhatIsWrong() throws Exception {
    String file = Files.readString(METRICSD.resolve("daemonset.yaml"));
    assertThatThrownBy(
            () -> KubernetesSchema.check(Yaml.of(file.replace("readOnly:", "readonly:"))))
        .hasMessageContaining("readonly");
    assertThatThrownBy(
            () -> KubernetesSchema.check(Yaml.of(file.replace("selector:", "selectors:"))))
        .hasMessageContaining("selector");
    assertThatThrownBy(
            () -> KubernetesSchema.check(Yaml.of(file.replace("8080", "\"not a number\""))))
        .hasMessageContaining("not a number");
  }

  /// Kubernetes reads YAML 1.1, where these words are booleans and a leading 0 means octal.
  @ParameterizedTest
  @MethodSource("sets")
  void environmentAndConfigurations_areText(Together set) {
    for (Yaml workload : set.workloads()) {
      for (Yaml container : containers(workload)) {
        for (Yaml variable : container.at("env").elements()) {
          assertThat(variable.at("value").value())
              .satisfiesAnyOf(
                  value -> assertThat(value).isNull(),
                  value -> assertThat(value).isInstanceOf(String.class));
        }
      }
    }
    set.of("ConfigMap")
        .forEach(map ->
            assertThat(map.at("data").map().values())
                .allSatisfy(value -> assertThat(value).isInstanceOf(String.class)));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void everything_isInTheNamespaceThatIsMade(Together set) {
    String namespace = set.of("Namespace").getFirst().at("metadata", "name").text();
    assertThat(set.objects())
        .filteredOn(each -> !each.at("kind").text().equals("Namespace"))
        .allSatisfy(
            each -> assertThat(each.at("metadata", "namespace").text()).isEqualTo(namespace));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void selectors_matchLabels(Together set) {
    for (Yaml workload : set.workloads()) {
      assertThat(labels(workload))
          .containsAllEntriesOf(workload.at("spec", "selector", "matchLabels").map());
    }
    for (Yaml service : set.of("Service")) {
      var selector = service.at("spec", "selector").map();
      assertThat(set.workloads())
          .filteredOn(each -> labels(each).entrySet().containsAll(selector.entrySet()))
          .hasSize(1)
          .allSatisfy(
              each -> assertThat(ports(each)).contains(firstPort(service).at("targetPort").text()));
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void probes_askPathsThatExist_atPortsThatAreNamed(Together set) throws Exception {
    String routes = Files.readString(ROUTES);
    for (Yaml workload : set.workloads()) {
      Yaml container = pod(workload).at("containers").elements().getFirst();
      for (String probe : List.of("livenessProbe", "readinessProbe")) {
        Yaml get = container.at(probe, "httpGet");
        assertThat(routes).contains('"' + get.at("path").text() + '"');
        assertThat(ports(workload)).contains(get.at("port").text());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void mounts_haveVolumes_andAccountsExist(Together set) {
    for (Yaml workload : set.workloads()) {
      Yaml pod = pod(workload);
      for (Yaml container : containers(workload)) {
        for (Yaml mount : container.at("volumeMounts").elements()) {
          assertThat(pod.at("volumes").named(mount.at("name").text()).isThere()).isTrue();
        }
      }
      String account = pod.at("serviceAccountName").text();
      assertThat(set.object("ServiceAccount", account).isThere()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void configuration_isMountedWhereSondeLooks_andListensAtThePort(Together set) {
    for (Yaml workload : set.workloads()) {
      Yaml pod = pod(workload);
      String map = pod.at("volumes").named("config").at("configMap", "name").text();
      Yaml data = set.object("ConfigMap", map).at("data");
      Yaml container = pod.at("containers").elements().getFirst();
      String folder = container.at("volumeMounts").named("config").at("mountPath").text();
      String key = String.valueOf(data.map().keySet().iterator().next());
      assertThat(folder + "/" + key).isIn("/etc/sonde/sonde.yaml", "/etc/metricsd/config.json");
      Yaml server = Yaml.of(data.at(key).text()).at("server");
      String port = container.at("ports").elements().getFirst().at("containerPort").text();
      assertThat(server.at("port").isThere() ? ":" + server.at("port") : server.at("listen").text())
          .isEqualTo(":" + port);
    }
  }

  @ParameterizedTest
  @MethodSource("sets")
  void containers_mayDoNothingTheyNeedNot(Together set) {
    for (Yaml workload : set.workloads()) {
      Yaml pod = pod(workload);
      for (String key : List.of("hostPID", "hostNetwork", "hostIPC")) {
        assertThat(pod.at(key).isThere()).as(key).isFalse();
      }
      for (Yaml container : containers(workload)) {
        Yaml security = container.at("securityContext");
        assertThat(security.at("allowPrivilegeEscalation").text()).isEqualTo("false");
        assertThat(security.at("readOnlyRootFilesystem").text()).isEqualTo("true");
        assertThat(security.at("capabilities", "drop").texts()).containsExactly("ALL");
      }
      Yaml main = pod.at("containers").elements().getFirst().at("securityContext");
      assertThat(main.at("capabilities", "add").isThere()).isFalse();
      assertThat(main.at("runAsNonRoot").isThere() ? main : pod.at("securityContext"))
          .satisfies(each -> assertThat(each.at("runAsNonRoot").text()).isEqualTo("true"))
          .satisfies(each -> assertThat(each.at("runAsUser").text()).isEqualTo("1000"));
      assertThat(pod.at("volumes").elements().stream().map(each -> each.at("name").text()))
          .contains("journal", "tmp");
    }
  }

  @Test
  void discovery_mayReadWhatItReads_andNothingElse() throws Exception {
    var set = new Together(Yaml.documents(TOP.resolve("kubernetes-discovery.yaml")));
    for (Yaml each : set.objects()) {
      KubernetesSchema.check(each);
    }
    Yaml role = set.of("ClusterRole").getFirst();
    var readable = new TreeSet<String>();
    for (Yaml rule : role.at("rules").elements()) {
      assertThat(rule.at("verbs").texts()).containsExactly("list", "watch");
      readable.addAll(rule.at("resources").texts());
    }
    assertThat(readable).isEqualTo(new TreeSet<>(READ));
    Yaml binding = set.of("ClusterRoleBinding").getFirst();
    assertThat(binding.at("roleRef", "name").text()).isEqualTo(role.at("metadata", "name").text());
    Yaml account = set.of("ServiceAccount").getFirst().at("metadata");
    Yaml subject = binding.at("subjects").elements().getFirst();
    assertThat(subject.at("name").text()).isEqualTo(account.at("name").text());
    assertThat(subject.at("namespace").text()).isEqualTo(account.at("namespace").text());
  }

  @Test
  void daemonSets_makeTheNodesNameALabel() throws Exception {
    for (Together set : sets()) {
      for (Yaml daemon : set.of("DaemonSet")) {
        Yaml env = pod(daemon).at("containers").elements().getFirst().at("env");
        assertThat(env.named("NODE_NAME").at("valueFrom", "fieldRef", "fieldPath").text())
            .isEqualTo("spec.nodeName");
      }
    }
    Yaml env =
        pod(sets().getFirst().of("DaemonSet").getFirst())
            .at("containers")
            .elements()
            .getFirst()
            .at("env");
    assertThat(env.named("SONDE_LABELS").at("value").text()).isEqualTo("{node: \"$(NODE_NAME)\"}");
    assertThat(env.elements().indexOf(env.named("NODE_NAME")))
        .isLessThan(env.elements().indexOf(env.named("SONDE_LABELS")));
  }

  @Test
  void tlsFiles_areThoseOfTheSecretRecipe() throws Exception {
    String recipe = Files.readString(METRICSD.resolve("tls-secret"));
    Yaml map = sets().getFirst().of("ConfigMap").getFirst();
    Yaml tls = Yaml.of(map.at("data", "config.json").text()).at("shipper", "tls");
    for (String key : List.of("cert_file", "key_file", "ca_file")) {
      String file = tls.at(key).text();
      assertThat(file).startsWith("/etc/metricsd/certs/");
      assertThat(recipe)
          .contains(String.format(Locale.ROOT, "--from-file=%s=", Path.of(file).getFileName()));
    }
    assertThat(recipe)
        .contains(
            pod(sets().getFirst().workloads().getFirst())
                .at("volumes")
                .named("certs")
                .at("secret", "secretName")
                .text());
  }

  private static Yaml pod(Yaml workload) {
    return workload.at("spec", "template", "spec");
  }

  private static Map<Object, Object> labels(Yaml workload) {
    return Map.copyOf(workload.at("spec", "template", "metadata", "labels").map());
  }

  private static List<Yaml> containers(Yaml workload) {
    var all = new ArrayList<>(pod(workload).at("initContainers").elements());
    all.addAll(pod(workload).at("containers").elements());
    return all;
  }

  private static List<String> ports(Yaml workload) {
    return pod(workload).at("containers").elements().getFirst().at("ports").elements().stream()
        .map(each -> each.at("name").text())
        .toList();
  }

  private static Yaml firstPort(Yaml service) {
    return service.at("spec", "ports").elements().getFirst();
  }
}
