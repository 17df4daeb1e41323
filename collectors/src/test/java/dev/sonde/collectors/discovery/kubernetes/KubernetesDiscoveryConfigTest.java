package dev.sonde.collectors.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.testkit.MapSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class KubernetesDiscoveryConfigTest {
  private MapSettings settings = new MapSettings(Map.of());

  @Test
  void keys_areThoseOfPrometheus() {
    var config =
        read(
            Map.of(
                "api_server",
                "https://10.0.0.1:6443",
                "role",
                "endpointslice",
                "namespaces",
                Map.of("names", List.of("shop", "blog")),
                "selectors",
                List.of(Map.of("role", "pod", "label", "app=web,tier!=test", "field", "spec.x=1")),
                "attach_metadata",
                Map.of("node", true, "namespace", true)));
    assertThat(settings.problems()).isEmpty();
    assertThat(config.kind()).isEqualTo("kubernetes");
    assertThat(config.apiServer()).contains("https://10.0.0.1:6443");
    assertThat(config.role()).isEqualTo(Role.ENDPOINTSLICE);
    assertThat(config.namespaces()).containsExactly("shop", "blog");
    assertThat(config.attach()).isEqualTo(new Attached(true, true));
    assertThat(config.selected(Resource.PODS))
        .isEqualTo("&labelSelector=app%3Dweb%2Ctier%21%3Dtest&fieldSelector=spec.x%3D1");
    assertThat(config.selected(Resource.SERVICES)).isEmpty();
    assertThat(config).isEqualTo(config);
    assertThat(settings.asked())
        .contains(
            "api_server",
            "role",
            "kubeconfig_file",
            "namespaces.own_namespace",
            "namespaces.names",
            "selectors.role",
            "selectors.label",
            "selectors.field",
            "attach_metadata.node",
            "attach_metadata.namespace",
            "follow_redirects");
  }

  @Test
  void defaults_areInsideOfTheClusterAndEverything() {
    var config = read(Map.of("role", "node"));
    assertThat(settings.problems()).isEmpty();
    assertThat(config.apiServer()).isEmpty();
    assertThat(config.namespaces()).isEmpty();
    assertThat(config.ownNamespace()).isFalse();
    assertThat(config.attach()).isEqualTo(new Attached(false, false));
    assertThat(config.selectors()).isEmpty();
  }

  @Test
  void role_mustBeThereAndKnown() {
    check(Map.of(), "role: is missing");
    check(Map.of("role", "pods"), "role: pods is no role; pod, service, endpoints");
  }

  @Test
  void kubeconfig_isNotSupported() {
    check(
        Map.of("role", "pod", "kubeconfig_file", "k"), "kubeconfig_file: is not supported; write");
  }

  @Test
  void server_isAUrl_andExcludesTheOwnNamespace() {
    check(Map.of("role", "pod", "api_server", "10.0.0.1"), "api_server: is not a URL");
    check(Map.of("role", "pod", "api_server", "https://a/?x=1"), "api_server: has a query");
    check(
        Map.of(
            "role", "pod", "api_server", "https://a", "namespaces", Map.of("own_namespace", true)),
        "api_server: can't be used together with namespaces.own_namespace");
  }

  @Test
  void httpKeys_needAServer() {
    check(
        Map.of("role", "pod", "follow_redirects", false),
        "api_server: is missing; the keys for HTTP are for a server that is named here");
  }

  @Test
  void selectors_fitTheRole_andStandOnce() {
    check(
        Map.of("role", "pod", "selectors", List.of(Map.of("role", "node"))),
        "selectors: role pod takes selectors for pod only, not for node");
    check(
        Map.of(
            "role", "node", "selectors", List.of(Map.of("role", "node"), Map.of("role", "node"))),
        "selectors: has role node twice; join the two");
    read(
        Map.of(
            "role", "pod",
            "attach_metadata", Map.of("node", true),
            "selectors", List.of(Map.of("role", "node"))));
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void namespaces_areNames() {
    assertThatThrownBy(
            () -> read(Map.of("role", "pod", "namespaces", Map.of("names", List.of("a/b")))))
        .hasMessageContaining("is no name of a namespace");
  }

  private void check(Map<String, Object> keys, String problem) {
    read(keys);
    assertThat(settings.problems()).anySatisfy(each -> assertThat(each).startsWith(problem));
  }

  private KubernetesDiscoveryConfig read(Map<String, ?> keys) {
    settings = new MapSettings(keys);
    return KubernetesDiscoveryConfig.read(settings, Path.of("/etc/sonde"));
  }
}
