package dev.sonde.collectors.discovery.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.discovery.watching.ApiServer;
import dev.sonde.collectors.discovery.watching.Heard;
import dev.sonde.collectors.discovery.watching.Surroundings;
import dev.sonde.http.Request;
import dev.sonde.http.Response;
import dev.sonde.testkit.MapSettings;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ConsulDiscoveryTest {
  private static final String SERVICES = "/v1/catalog/services";
  private static final String WEB = "/v1/health/service/web";
  private static final String DB = "/v1/health/service/db";

  private final ApiServer server;
  private final Surroundings surroundings = new Surroundings(Map.of());
  private final Heard heard = new Heard();
  private Optional<Thread> running = Optional.empty();

  ConsulDiscoveryTest() throws BindException {
    server = new ApiServer();
  }

  @AfterEach
  void close() throws InterruptedException {
    if (running.isPresent()) {
      Surroundings.end(running.get());
    }
    server.close();
    surroundings.close();
  }

  @Test
  void services_areListed_andEachIsFollowed() throws Exception {
    play(SERVICES, 5, "{\"consul\":[],\"web\":[\"a\"]}");
    play("/v1/health/service/consul", 5, "[]");
    play(WEB, 6, instances("10.0.0.1"));
    start(Map.of());
    heard.await(it -> it.addresses().equals(Map.of("web", List.of("10.0.0.1:80"))));
    play(WEB, 7, instances("10.0.0.1", "10.0.0.2"));
    heard.await(it -> it.addresses().getOrDefault("web", List.of()).size() == 2);
    play(SERVICES, 8, "{\"web\":[\"a\"],\"db\":[]}");
    play(DB, 8, instances("10.0.0.9"));
    heard.await(it -> it.addresses().containsKey("db"));
    play(SERVICES, 9, "{\"db\":[]}");
    heard.await(it -> it.addresses().keySet().equals(Set.of("db")));
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void services_thatHaveNotAnswered_areWaitedFor() throws Exception {
    play(SERVICES, 5, "{\"web\":[],\"db\":[]}");
    play(DB, 6, instances("10.0.0.9"));
    start(Map.of());
    heard.await(it -> it.addresses().containsKey("db"));
    assertThat(heard.hasLooked()).isFalse();
    play(WEB, 6, instances("10.0.0.1"));
    heard.await(Heard::hasLooked);
    assertThat(heard.addresses()).containsOnlyKeys("web", "db");
  }

  @Test
  void services_withoutInstances_areFoundEmpty_whenAllHaveAnswered() throws Exception {
    play(SERVICES, 5, "{\"web\":[]}");
    start(Map.of());
    server.play(SERVICES, Response.text(500, "No cluster leader"));
    heard.await(Heard::failing);
    assertThat(heard.times("consul")).isZero();
    play(SERVICES, 6, "{\"web\":[]}");
    play(WEB, 6, "[]");
    heard.await(it -> it.hasLooked() && !it.failing());
    assertThat(heard.times("consul")).isEqualTo(1);
  }

  @Test
  void services_thatFail_endTheFirstLookToo() throws Exception {
    server.play(DB, Response.text(500, "No cluster leader"));
    start(Map.of("services", List.of("web", "db")));
    heard.await(Heard::failing);
    assertThat(heard.hasLooked()).isFalse();
    play(WEB, 6, instances("10.0.0.1"));
    heard.await(Heard::hasLooked);
    assertThat(heard.addresses()).containsOnlyKeys("web");
  }

  @Test
  void question_saysWhatIsKnown_andEverythingConfigured() throws Exception {
    play(WEB, 6, instances("10.0.0.1"));
    play(WEB, 9, instances("10.0.0.2"));
    start(
        Map.of(
            "services", List.of("web"),
            "datacenter", "dc 1",
            "namespace", "n",
            "partition", "p",
            "node_meta", Map.of("rack", "r1"),
            "token", "secret"));
    Request first = server.asked();
    assertThat(first.target())
        .isEqualTo(WEB + "?dc=dc%201&ns=n&partition=p&stale&node-meta=rack%3Ar1");
    assertThat(first.header("X-Consul-Token")).contains("secret");
    Request second = server.asked();
    assertThat(second.parameter("index")).contains("6");
    assertThat(second.parameter("wait")).contains("120000ms");
    assertThat(server.asked().parameter("index")).contains("9");
  }

  @Test
  void index_thatGoesBackwards_isForgotten() throws Exception {
    play(WEB, 60, instances("10.0.0.1"));
    play(WEB, 6, instances("10.0.0.2"));
    play(WEB, 7, instances("10.0.0.3"));
    start(Map.of("services", List.of("web")));
    assertThat(server.asked().parameter("index")).isEmpty();
    assertThat(server.asked().parameter("index")).contains("60");
    assertThat(server.asked().parameter("index")).isEmpty();
    assertThat(server.asked().parameter("index")).contains("7");
    heard.await(it -> it.addresses().equals(Map.of("web", List.of("10.0.0.3:80"))));
  }

  @Test
  void tags_chooseServicesAndInstances() throws Exception {
    play(SERVICES, 5, "{\"web\":[\"a\",\"b\"],\"db\":[\"a\"]}");
    play(WEB, 6, instances("10.0.0.1"));
    start(Map.of("tags", List.of("a", "b"), "filter", "x == 1"));
    heard.await(it -> !it.addresses().isEmpty());
    assertThat(server.asked().parameter("filter")).contains("x == 1");
    Request web = server.asked();
    while (!web.path().equals(WEB)) {
      web = server.asked();
    }
    assertThat(web.target()).isEqualTo(WEB + "?stale&tag=a&tag=b");
    assertThat(heard.addresses()).containsOnlyKeys("web");
  }

  @Test
  void errors_areSaid_andKeepWhatWas() throws Exception {
    play(WEB, 6, instances("10.0.0.1"));
    start(Map.of("services", List.of("web")));
    heard.await(it -> !it.addresses().isEmpty());
    server.play(WEB, Response.text(403, "Permission denied: token lacks 'service:read'"));
    heard.await(Heard::failing);
    assertThat(heard.failures().getLast())
        .startsWith(
            "asking Consul for service web: it answers 403 (it forbids it): the token needs")
        .endsWith("it says: Permission denied: token lacks 'service:read'");
    play(WEB, 7, "[{\"Node\":");
    heard.await(it -> it.failures().getLast().startsWith("asking Consul for service web: line 1"));
    server.play(WEB, Response.text(500, "No cluster leader"));
    heard.await(it -> it.failures().getLast().contains("500 (has it a leader"));
    assertThat(heard.addresses()).isEqualTo(Map.of("web", List.of("10.0.0.1:80")));
    play(WEB, 8, instances("10.0.0.1"));
    heard.await(it -> !it.failing());
  }

  @Test
  void tooManyServices_areSaid_andWhatWasStands() throws Exception {
    play(SERVICES, 5, "{\"web\":[]}");
    play(WEB, 6, instances("10.0.0.1"));
    start(Map.of());
    heard.await(it -> !it.addresses().isEmpty());
    var names = IntStream.range(0, 10_001).mapToObj(each -> "\"s" + each + "\":[]").toList();
    play(SERVICES, 6, "{" + String.join(",", names) + "}");
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst()).contains("there are 10001, more than 10000; choose");
    assertThat(heard.addresses()).containsOnlyKeys("web");
  }

  @Test
  void nobodyThere_isSaid() throws Exception {
    var settings = new MapSettings(Map.of("server", "127.0.0.1:1"));
    start(ConsulDiscoveryConfig.read(settings, Path.of("")));
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst()).startsWith("asking Consul for the list of services: ");
  }

  private void play(String path, long index, String json) {
    server.play(
        path,
        Response.json(200, json.getBytes(StandardCharsets.UTF_8))
            .with("X-Consul-Index", String.valueOf(index)));
  }

  private void start(Map<String, ?> keys) {
    var all = new HashMap<String, Object>(keys);
    all.put("server", server.authority());
    var settings = new MapSettings(all);
    var config = ConsulDiscoveryConfig.read(settings, Path.of(""));
    assertThat(settings.problems()).isEmpty();
    start(config);
  }

  private void start(ConsulDiscoveryConfig config) {
    var discovery = new ConsulDiscovery(config, surroundings.tools(), new SplittableRandom(7));
    running = Optional.of(Surroundings.start(discovery, heard));
  }

  private static String instances(String... addresses) {
    var all = List.of(addresses).stream().map(ConsulDiscoveryTest::instance).toList();
    return "[" + String.join(",", all) + "]";
  }

  private static String instance(String address) {
    return "{\"Node\":{\"Node\":\"n\",\"Address\":\""
        + address
        + "\"},\"Service\":{\"Port\":80,\"Tags\":[]},\"Checks\":[]}";
  }
}
