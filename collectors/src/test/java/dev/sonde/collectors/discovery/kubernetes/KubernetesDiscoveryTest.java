package dev.sonde.collectors.discovery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.collectors.access.HttpAccess;
import dev.sonde.collectors.discovery.watching.ApiServer;
import dev.sonde.collectors.discovery.watching.Heard;
import dev.sonde.collectors.discovery.watching.Surroundings;
import java.net.BindException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KubernetesDiscoveryTest {
  private static final String PODS = "/api/v1/pods";
  private static final String GONE =
      """
      {"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"too old resource \
      version: 1 (9)","reason":"Expired","code":410}}\
      """;

  private final ApiServer server;
  private final Surroundings surroundings = new Surroundings(Map.of());
  private final Heard heard = new Heard();
  private Optional<Thread> running = Optional.empty();

  KubernetesDiscoveryTest() throws BindException {
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
  void list_isReadPageByPage_andThenWatched() throws Exception {
    server.play(PODS, list("7", "next page=", pod("a", "10.0.0.1")));
    server.play(PODS, list("8", "", pod("b", "10.0.0.2")));
    var feed = server.watch(PODS);
    start();
    awaitPods("a", "b");
    assertThat(server.asked().target()).isEqualTo(PODS + "?limit=200");
    assertThat(server.asked().parameter("continue")).contains("next page=");
    var watch = server.asked();
    assertThat(watch.parameter("resourceVersion")).contains("8");
    assertThat(watch.parameter("allowWatchBookmarks")).contains("true");
    feed.say(event("ADDED", pod("c", "10.0.0.3")));
    awaitPods("a", "b", "c");
    feed.say(event("MODIFIED", pod("c", "10.0.0.33")));
    heard.await(it -> List.of("10.0.0.33:9100").equals(it.addresses().get("pod/shop/c")));
    feed.say(event("DELETED", pod("a", "10.0.0.1")));
    awaitPods("b", "c");
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void watch_thatEnds_goesOnWhereItWas_alsoAfterABookmark() throws Exception {
    server.play(PODS, list("8", "", pod("a", "10.0.0.1")));
    server
        .watch(PODS)
        .say(event("BOOKMARK", "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"99\"}}"))
        .end();
    var second = server.watch(PODS);
    start();
    server.asked();
    server.asked();
    assertThat(server.asked().parameter("resourceVersion")).contains("99");
    second.say(event("ADDED", pod("b", "10.0.0.2")));
    awaitPods("a", "b");
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void connection_thatBreaks_isNoTrouble_asLongAsItCanBeHadAgain() throws Exception {
    server.play(PODS, list("8", "", pod("a", "10.0.0.1")));
    server.watch(PODS).mutter("{\"type\":\"ADDED\",\"obj").cut();
    var second = server.watch(PODS);
    start();
    second.say(event("ADDED", pod("b", "10.0.0.2")));
    awaitPods("a", "b");
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void gone_listsAgain_andWhatIsNotThereAnyMoreGoes() throws Exception {
    server.play(PODS, list("1", "", pod("a", "10.0.0.1"), pod("b", "10.0.0.2")));
    server.watch(PODS).say(GONE).end();
    server.play(PODS, list("9", "", pod("b", "10.0.0.2"), pod("c", "10.0.0.3")));
    server.watch(PODS);
    start();
    awaitPods("b", "c");
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void gone_asAnAnswer_listsAgain_alsoInTheMiddleOfAList() throws Exception {
    server.play(PODS, list("1", "token", pod("a", "10.0.0.1")));
    server.play(PODS, 410, "{\"kind\":\"Status\",\"code\":410}");
    server.play(PODS, list("2", "", pod("b", "10.0.0.2")));
    server.play(PODS + "?watch", 410, "{}");
    server.play(PODS, list("3", "", pod("c", "10.0.0.3")));
    server.watch(PODS);
    start();
    awaitPods("c");
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void forbidden_saysWhichPermissionIsMissing() throws Exception {
    server.play(
        PODS,
        403,
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"Forbidden","code":403,
        "message":"pods is forbidden: User \\"system:serviceaccount:sonde:sonde\\" cannot list \
        resource \\"pods\\" in API group \\"\\" at the cluster scope"}\
        """);
    start();
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst())
        .startsWith("list pods: the API answers 403 (it forbids it): give the account the verb")
        .contains("the verb \"list\" on the resource \"pods\" of the core API group \"\" with a")
        .contains("with a ClusterRole and a ClusterRoleBinding")
        .contains("it says: pods is forbidden: User \"system:serviceaccount:sonde:sonde\"");
    server.play(PODS, list("1", "", pod("a", "10.0.0.1")));
    server.watch(PODS);
    awaitPods("a");
    heard.await(it -> !it.failing());
  }

  @Test
  void forbiddenWatch_inANamespace_namesVerbGroupAndNamespace() throws Exception {
    String path = "/apis/networking.k8s.io/v1/namespaces/shop/ingresses";
    server.play(path, list("1", ""));
    server.play(path + "?watch", 403, "{}");
    start(config(Role.INGRESS, List.of("shop"), new Attached(false, false)));
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst())
        .contains("watch ingresses in namespace shop: the API answers 403")
        .contains("the verb \"watch\" on the resource \"ingresses\"")
        .contains("of the API group \"networking.k8s.io\" with a Role and a RoleBinding in the")
        .contains("in the namespace shop");
  }

  @Test
  void unauthorized_asksForTheToken() throws Exception {
    server.play(PODS, 401, "not JSON");
    start();
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst())
        .contains("401 (it does not know who asks): is the token");
  }

  @Test
  void garbage_isSaid_andWhatWasKnownStands() throws Exception {
    server.play(PODS, list("1", "", pod("a", "10.0.0.1")));
    var feed = server.watch(PODS);
    start();
    awaitPods("a");
    feed.say("\u0000\u0001 garbage");
    heard.await(Heard::failing);
    assertThat(heard.failures().getLast()).startsWith("reading pods: line 1");
    server.play(PODS, "{\"kind\":\"PodList\",\"items\":[{\"metadata\":");
    heard.await(it -> it.failures().size() > 1);
    server.play(PODS, "[]");
    heard.await(it -> it.failures().getLast().contains("a list is an object"));
    assertThat(heard.addresses()).containsOnlyKeys("pod/shop/a");
    server.play(PODS, list("9", "", pod("b", "10.0.0.2")));
    server.watch(PODS);
    awaitPods("b");
    heard.await(it -> !it.failing());
  }

  @Test
  void pagesWithoutEnd_areRefused() throws Exception {
    server.play(PODS, list("1", "again"));
    start();
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst()).contains("a page without objects names a next page");
  }

  @Test
  void nothing_isSaidToo() throws Exception {
    server.play(PODS, list("1", ""));
    server.watch(PODS);
    start();
    heard.await(it -> it.times("kubernetes") == 1);
    assertThat(heard.addresses()).isEmpty();
    assertThat(heard.failures()).isEmpty();
  }

  @Test
  void endpoints_areSaidOnceTheirPodsAndServicesAreKnown_andFollowThem() throws Exception {
    String endpoints = "/api/v1/namespaces/shop/endpoints";
    String services = "/api/v1/namespaces/shop/services";
    String pods = "/api/v1/namespaces/shop/pods";
    server.play(endpoints, list("1", "", endpoints("web", "a", "10.0.0.1")));
    server.watch(endpoints);
    server.play(
        services, list("1", "", "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"web\"}}"));
    var serviceFeed = server.watch(services);
    server.watch(pods);
    start(config(Role.ENDPOINTS, List.of("shop"), new Attached(false, false)));
    for (int i = 0; i < 5; i++) {
      server.asked();
    }
    assertThat(heard.addresses()).isEmpty();
    server.play(pods, list("1", "", pod("a", "10.0.0.1")));
    heard.await(it -> !it.addresses().isEmpty());
    assertThat(heard.addresses())
        .isEqualTo(Map.of("endpoints/shop/web", List.of("10.0.0.1:80", "10.0.0.1:9100")));
    assertThat(heard.targets("endpoints/shop/web").getFirst())
        .containsEntry("__meta_kubernetes_service_name", "web")
        .containsEntry("__meta_kubernetes_pod_name", "a");
    serviceFeed.say(
        event(
            "MODIFIED",
            "{\"metadata\":{\"namespace\":\"shop\",\"name\":\"web\",\"labels\":{\"a/b\":\"c\"}}}"));
    heard.await(it ->
        it.targets("endpoints/shop/web").stream()
            .allMatch(each -> "c".equals(each.get("__meta_kubernetes_service_label_a_b"))));
  }

  @Test
  void nothing_isNotSaid_beforeEverythingIsListed() throws Exception {
    String endpoints = "/api/v1/namespaces/shop/endpoints";
    String services = "/api/v1/namespaces/shop/services";
    String pods = "/api/v1/namespaces/shop/pods";
    server.play(endpoints, list("1", ""));
    server.watch(endpoints);
    server.play(services, 403, "{}");
    start(config(Role.ENDPOINTS, List.of("shop"), new Attached(false, false)));
    heard.await(Heard::failing);
    server.play(services, list("1", ""));
    server.watch(services);
    for (int i = 0; i < 6; i++) {
      server.asked();
    }
    assertThat(heard.hasLooked()).isFalse();
    assertThat(heard.times("kubernetes")).isZero();
    server.play(pods, list("1", ""));
    server.watch(pods);
    heard.await(it -> it.hasLooked() && it.times("kubernetes") > 0 && !it.failing());
  }

  @Test
  void severalNamespaces_areReadApart_andOneThatIsForbiddenHindersNoOther() throws Exception {
    server.play("/api/v1/namespaces/shop/pods", list("1", "", pod("a", "10.0.0.1")));
    server.watch("/api/v1/namespaces/shop/pods");
    server.play("/api/v1/namespaces/blog/pods", 403, "{}");
    start(config(Role.POD, List.of("shop", "blog"), new Attached(false, false)));
    heard.await(it -> it.failing() && !it.addresses().isEmpty());
    assertThat(heard.addresses()).containsOnlyKeys("pod/shop/a");
    assertThat(heard.failures().getLast()).contains("in the namespace blog");
  }

  @Test
  void outsideOfACluster_saysWhatToWrite() throws Exception {
    var config =
        new KubernetesDiscoveryConfig(
            Optional.empty(),
            Role.POD,
            false,
            List.of(),
            List.of(),
            new Attached(false, false),
            HttpAccess.PLAIN);
    start(config);
    heard.await(Heard::failing);
    assertThat(heard.failures().getFirst())
        .contains("this is no pod of a cluster", "write api_server");
    heard.await(Heard::hasLooked);
  }

  private void start() {
    start(config(Role.POD, List.of(), new Attached(false, false)));
  }

  private void start(KubernetesDiscoveryConfig config) {
    var account = ServiceAccount.in(Path.of("/nowhere"), Map.of());
    var discovery =
        new KubernetesDiscovery(config, surroundings.tools(), account, new SplittableRandom(7));
    running = Optional.of(Surroundings.start(discovery, heard));
  }

  private KubernetesDiscoveryConfig config(Role role, List<String> namespaces, Attached attach) {
    return new KubernetesDiscoveryConfig(
        Optional.of(server.url() + "/"),
        role,
        false,
        namespaces,
        List.of(),
        attach,
        HttpAccess.PLAIN);
  }

  private void awaitPods(String... names) throws InterruptedException {
    var wanted = List.of(names).stream().map(each -> "pod/shop/" + each).toList();
    heard.await(it -> List.copyOf(it.addresses().keySet()).equals(wanted));
  }

  private static String list(String version, String next, String... items) {
    return "{\"kind\":\"List\",\"metadata\":{\"resourceVersion\":\""
        + version
        + "\",\"continue\":\""
        + next
        + "\"},\"items\":["
        + String.join(",", items)
        + "]}";
  }

  private static String event(String type, String object) {
    return "{\"type\":\"" + type + "\",\"object\":" + object + "}";
  }

  private static String pod(String name, String ip) {
    return """
    {"metadata":{"name":"%s","namespace":"shop","resourceVersion":"50"},"spec":{"containers":[\
    {"name":"main","image":"i","ports":[{"containerPort":9100}]}]},"status":{"podIP":"%s"}}\
    """
        .formatted(name, ip);
  }

  private static String endpoints(String name, String pod, String ip) {
    return """
    {"metadata":{"name":"%s","namespace":"shop"},"subsets":[{"addresses":[{"ip":"%s",\
    "targetRef":{"kind":"Pod","namespace":"shop","name":"%s"}}],"ports":[{"port":80}]}]}\
    """
        .formatted(name, ip, pod);
  }
}
