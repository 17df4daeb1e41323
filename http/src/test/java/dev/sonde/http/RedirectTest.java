package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class RedirectTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
  private final BodyBuffer body = new BodyBuffer(1000);
  private final Client client =
      new Client(
          ClientLimits.of(Duration.ofMinutes(2), Duration.ofMinutes(5), 1000), ClientTest.DIRECT);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void everyKind_isFollowed_onOneConnection() throws Exception {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (var server = leading(status, Map.of("/a", "/b?c=d"))) {
        Call call = Call.get(server.url("/a")).following(1);
        Fetched fetched = client.fetch(call, body);
        assertThat(fetched.status()).isEqualTo(200);
        assertThat(fetched.url().target()).isEqualTo("/b?c=d");
        assertThat(client.send(call).text()).isEqualTo("ok");
        assertThat(server.accepted()).isEqualTo(1);
      }
    }
  }

  @Test
  void without_itIsTheAnswer() throws Exception {
    try (var server = leading(302, Map.of("/a", "/b"))) {
      Fetched fetched = client.fetch(Call.get(server.url("/a")), body);
      assertThat(fetched.status()).isEqualTo(302);
      assertThat(fetched.headers().first("location")).contains("/b");
    }
  }

  @Test
  void relativePlaces_areUnderstood() throws Exception {
    Map<String, String> places =
        Map.of(
            "/x/y?z", "other", "/x/other", "?q", "/x/other?q", "//HOST/end#part", "/end", "/done");
    try (var server = leading(302, places)) {
      Fetched fetched = client.fetch(Call.get(server.url("/x/y?z")).following(10), body);
      assertThat(fetched.url().target()).isEqualTo("/done");
    }
  }

  @Test
  void chains_endInWords() throws Exception {
    try (var server =
        leading(302, Map.of("/a", "/a", "/b", "/c", "/c", "/b", "/d", "/e", "/e", "/f"))) {
      refused(server.url("/a"), "it redirects in a circle");
      refused(server.url("/b"), "it redirects in a circle");
      assertThatThrownBy(() -> client.fetch(Call.get(server.url("/d")).following(1), body))
          .hasMessage(server.url("/").address() + ": it redirects more than 1 times");
    }
  }

  @Test
  void placesThatAreNone_areRefused() throws Exception {
    Map<String, String> places =
        Map.of(
            "/a", "ftp://host/",
            "/b", "http://unix:/run/docker.sock:/info",
            "/c", "http://",
            "/d", "http://user:secret@host/",
            "/e", "javascript:alert(1)",
            "/f", "a b",
            "/g", "http:/path");
    try (var server = leading(302, places)) {
      refused(server.url("/a"), "something other than http and https");
      refused(server.url("/b"), "a Unix socket of this machine");
      refused(server.url("/c"), "not a URL");
      refused(server.url("/d"), "not a URL");
      refused(server.url("/e"), "something other than http and https");
      refused(server.url("/f"), "not a URL");
      refused(server.url("/g"), "not a URL");
    }
  }

  @Test
  void credentials_stayWithTheServerAskedFirst() throws Exception {
    try (var other = leading(302, Map.of());
        var same = leading(302, Map.of("/a", "/b", "/c", other.url("/d").toString()))) {
      client.fetch(call(same.url("/a")), body);
      assertThat(heads).hasSize(2).allMatch(each -> each.contains("Key: s3cret"));
      assertThat(heads).allMatch(each -> each.contains("Authorization: Bearer t0ken"));
      heads.clear();
      client.fetch(call(same.url("/c")), body);
      assertThat(heads.get(0)).contains("s3cret", "t0ken", "Plain: x");
      assertThat(heads.get(1)).doesNotContain("s3cret", "t0ken").contains("Plain: x");
    }
  }

  @Test
  void https_isNotLeft() throws Exception {
    Url secure = Url.parse("https://a.example/x");
    var redirects = new Redirects(Call.get(secure).following(3));
    assertThatThrownBy(() -> redirects.next(Call.get(secure), "http://a.example/x"))
        .hasMessage("a.example:443: it redirects from https to http, to a.example:80");
  }

  @Test
  void credentials_goToTheSameHostBehindHttps_andToNoOtherPort() throws Exception {
    assertThat(told("http://a.example/", "https://A.example/")).contains("Key");
    assertThat(told("http://a.example/", "http://a.example:8080/")).doesNotContain("Key");
    assertThat(told("http://a.example:8080/", "https://a.example/")).doesNotContain("Key");
    assertThat(told("https://a.example/", "https://b.a.example/")).doesNotContain("Key");
    assertThat(told("https://a.example/", "//a.example/b")).contains("Key");
  }

  @Test
  void proxy_isAskedForEachPlace() throws Exception {
    var asked = new ArrayList<Url>();
    try (var server = leading(302, Map.of("/a", "/b"))) {
      Call call =
          Call.get(server.url("/a"))
              .following(
                  3,
                  url -> {
                    asked.add(url);
                    return Route.DIRECT;
                  });
      client.fetch(call, body);
      assertThat(asked).containsExactly(server.url("/b"));
    }
  }

  @Test
  void connectionThatFails_isNamed() throws Exception {
    try (var server = leading(302, Map.of("/a", "http://127.0.0.1:1/"))) {
      refused(server.url("/a"), "127.0.0.1:1: Connection refused");
    }
  }

  private String told(String from, String location) throws Exception {
    Call first = call(Url.parse(from));
    return new Redirects(first).next(first, location).toString();
  }

  private static Call call(Url url) {
    return Call.get(url)
        .with(List.of(new Header("Plain", "x"), new Header("Authorization", "Bearer t0ken")))
        .withSecret(List.of(new Header("Key", "s3cret")))
        .following(5);
  }

  private void refused(Url url, String why) {
    assertThatThrownBy(() -> client.fetch(Call.get(url).following(5), body))
        .hasMessageContaining(why);
  }

  private RawServer leading(int status, Map<String, String> places) throws Exception {
    return new RawServer(peer -> {
      while (true) {
        String head = peer.head();
        heads.add(head);
        String host = head.substring(head.indexOf("Host: ") + 6).split("\r\n", 2)[0];
        String place = places.get(head.split(" ", 3)[1]);
        peer.send(
            place == null
                ? OK
                : "HTTP/1.1 "
                    + status
                    + " X\r\nContent-Length: 4\r\nLocation: "
                    + place.replace("HOST", host)
                    + "\r\n\r\nmove");
      }
    });
  }
}
