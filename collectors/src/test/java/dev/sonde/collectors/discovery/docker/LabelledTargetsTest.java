package dev.sonde.collectors.discovery.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.container.engine.Endpoint;
import dev.sonde.collectors.discovery.watching.Tree;
import dev.sonde.collectors.discovery.watching.TreeReader;
import dev.sonde.wire.json.JsonRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LabelledTargetsTest {
  private static final Reach HERE = new Reach(false, "127.0.0.1");
  private static final Reach PUBLISHED = new Reach(true, "127.0.0.1");
  private static final String PORTS =
      """
      {"Type":"udp","PrivatePort":53},{"Type":"tcp","PrivatePort":9443},\
      {"Type":"tcp","PrivatePort":8080,"PublicPort":18080,"IP":"0.0.0.0"},\
      {"Type":"tcp","PrivatePort":8081,"PublicPort":18081,"IP":"10.0.0.9"}\
      """;

  @Test
  void port_thatIsSaid_counts_elseTheLowestThatIsExposed() throws Exception {
    check("172.17.0.2:9100", HERE, bridged(scraped("port", "9100"), PORTS));
    check("172.17.0.2:8080", HERE, bridged(scraped(), PORTS));
  }

  @Test
  void port_published_isWhereItIsPublished() throws Exception {
    check("127.0.0.1:18080", PUBLISHED, bridged(scraped(), PORTS));
    check("10.0.0.9:18081", PUBLISHED, bridged(scraped("port", "8081"), PORTS));
    check("build:18080", new Reach(true, "build"), bridged(scraped(), PORTS));
    check("127.0.0.1:18080", HERE, rootless(scraped(), PORTS));
    unfit("its port 9443 can't be reached", PUBLISHED, bridged(scraped("port", "9443"), PORTS));
  }

  @Test
  void hostNetwork_isThisMachine() throws Exception {
    String container =
        "{\"Id\":\"%s\",\"Names\":[\"/h\"],\"Labels\":{%s},\"HostConfig\":{\"NetworkMode\":\"host\"}}"
            .formatted(Played.id(1), scraped("port", "9100"));
    check("127.0.0.1:9100", HERE, container);
    unfit("it exposes no TCP port", HERE, container.replace("9100", ""));
  }

  @Test
  void network_ofAnotherContainer_isItsOwn() throws Exception {
    String sharing =
        """
        {"Id":"%s","Names":["/s"],"Labels":{%s},"HostConfig":{"NetworkMode":"container:%s"}}\
        """
            .formatted(Played.id(9), scraped("port", "9100"), Played.id(2));
    check("172.17.0.2:9100", HERE, sharing + "," + Played.bridged(2, "", ""));
    unfit("its port 9100 can't be reached", HERE, sharing);
  }

  @Test
  void ipv6_getsBrackets() throws Exception {
    check(
        "[fd00::2]:9100",
        HERE,
        bridged(scraped("port", "9100"), "")
            .replace("172.17.0.2", "")
            .replace("\"IPAddress\"", "\"GlobalIPv6Address\":\"fd00::2\",\"IPAddress\""));
  }

  @Test
  void labels_ofTheTarget() throws Exception {
    String labels =
        scraped("port", "9100", "path", "stats", "scheme", "https")
            + ",\"com.docker.compose.project\":\"shop\",\"com.docker.compose.service\":\"web\"";
    assertThat(target(HERE, bridged(labels, "")))
        .containsEntry("__scheme__", "https")
        .containsEntry("__metrics_path__", "/stats")
        .containsEntry("container_name", "c2")
        .containsEntry("compose_project", "shop")
        .containsEntry("compose_service", "web")
        .containsEntry("__meta_docker_container_name", "/c2")
        .containsEntry("__meta_docker_container_id", Played.id(2))
        .containsEntry("__meta_docker_container_label_prometheus_io_port", "9100");
    assertThat(target(HERE, bridged(scraped("port", "1"), "")))
        .doesNotContainKeys("__scheme__", "__metrics_path__", "compose_project");
  }

  @Test
  void nonsense_isNamed() throws Exception {
    for (String port : new String[] {"0", "65536", "-1", "http", "1e3", "99999999999999999999"}) {
      unfit("its label prometheus.io/port is no port", HERE, bridged(scraped("port", port), PORTS));
    }
    unfit(
        "its label prometheus.io/scheme is neither",
        HERE,
        bridged(scraped("scheme", "ftp", "port", "1"), ""));
  }

  @Test
  void reach_ofEnginesElsewhere_isByPublishedPorts() {
    Endpoint here = Endpoint.unix(Path.of("/nonexistent/docker.sock"));
    Endpoint far = Endpoint.parse("tcp://build:2375", Optional.empty());
    assertThat(Reach.of(here, Optional.empty(), "h")).isEqualTo(new Reach(false, "h"));
    assertThat(Reach.of(here, Optional.of(true), "h")).isEqualTo(new Reach(true, "h"));
    assertThat(Reach.of(far, Optional.empty(), "h")).isEqualTo(new Reach(true, "build"));
    assertThat(Reach.of(far, Optional.of(false), "h")).isEqualTo(new Reach(false, "build"));
  }

  private static String scraped(String... more) {
    var labels = new StringBuilder("\"prometheus.io/scrape\":\"true\"");
    for (int i = 0; i < more.length; i += 2) {
      labels
          .append(",\"prometheus.io/")
          .append(more[i])
          .append("\":\"")
          .append(more[i + 1])
          .append('"');
    }
    return labels.toString();
  }

  private static String bridged(String labels, String ports) {
    return Played.bridged(2, labels, ports);
  }

  /// As a rootless Podman has it.
  private static String rootless(String labels, String ports) {
    return "{\"Id\":\"%s\",\"Names\":[\"r\"],\"Labels\":{%s},\"Ports\":[%s],%s}"
        .formatted(Played.id(3), labels, ports, "\"NetworkSettings\":{\"Networks\":null}");
  }

  private static void check(String address, Reach reach, String containers) throws IOException {
    assertThat(target(reach, containers)).containsEntry("__address__", address);
  }

  private static void unfit(String why, Reach reach, String containers) throws IOException {
    assertThat(offer(reach, containers)).isInstanceOf(Offer.Unfit.class);
    assertThat(((Offer.Unfit) offer(reach, containers)).why()).startsWith(why);
  }

  private static Map<String, String> target(Reach reach, String containers) throws IOException {
    Offer offer = offer(reach, containers);
    assertThat(offer).isInstanceOf(Offer.Target.class);
    return ((Offer.Target) offer).labels();
  }

  /// Of the first one.
  private static Offer offer(Reach reach, String containers) throws IOException {
    var all = new Containers(tree("[" + containers + "]"), Map.of());
    Listed first = all.all().iterator().next();
    return new LabelledTargets("prometheus.io", reach).of(first, all).orElseThrow();
  }

  private static Tree tree(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new TreeReader(JsonRules.DEFAULT).read(bytes, 0, bytes.length);
  }
}
