package dev.sonde.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Asked by a client that is none of ours.
@Timeout(300)
class FaultyPeerTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void script_isFollowed_andEverythingIsKept() throws Exception {
    try (var peer = new FaultyPeer()) {
      peer.then(
          new Reaction.Answer(503, Map.of("Retry-After", "7"), "later"),
          new Reaction.Limit(3, Reaction.OK),
          new Reaction.Limit(3, Reaction.OK));
      assertThat(send(peer, "a", "1234").statusCode()).isEqualTo(503);
      assertThat(send(peer, "a", "1234").statusCode()).isEqualTo(413);
      assertThat(send(peer, "b", "123").statusCode()).isEqualTo(200);
      assertThat(send(peer, "b", "123").statusCode()).isEqualTo(200);
      assertThat(peer.byHeader("x-batch").get("a")).extracting(Received::text).hasSize(2);
      assertThat(peer.accepted()).extracting(it -> it.header("x-batch")).containsExactly("b", "b");
      assertThat(peer.duplicates("x-batch")).isEqualTo(1);
      assertThat(peer.received().getFirst().method()).isEqualTo("POST");
      assertThat(peer.received().getFirst().target()).isEqualTo("/p?q=1");
    }
  }

  @Test
  void faults_areNoAnswers() throws Exception {
    try (var peer = new FaultyPeer()) {
      // the JDK's client tries once more by itself when a connection closes without an answer
      for (Reaction each :
          new Reaction[] {
            new Reaction.Closed(),
            new Reaction.Reset(),
            new Reaction.HalfAnswer(200),
            new Reaction.CloseInRequest(2),
            new Reaction.Raw("\0\1\2\r\n\r\n")
          }) {
        peer.always(each);
        assertThatThrownBy(() -> send(peer, "a", "1234"))
            .as(each.toString())
            .isInstanceOf(IOException.class);
      }
      assertThat(peer.accepted()).isEmpty();
    }
  }

  @Test
  void delayed_answersWhenReleased() throws Exception {
    var release = new CountDownLatch(1);
    try (var peer = new FaultyPeer()) {
      peer.then(new Reaction.Delayed(release, Reaction.status(202)));
      var answer = client.sendAsync(request(peer, "a", "x"), HttpResponse.BodyHandlers.ofString());
      assertThat(peer.awaitReceived(1)).hasSize(1);
      assertThat(answer).isNotDone();
      release.countDown();
      assertThat(answer.get().statusCode()).isEqualTo(202);
      assertThat(peer.accepted()).hasSize(1);
    }
  }

  private HttpResponse<String> send(FaultyPeer peer, String batch, String body)
      throws IOException, InterruptedException {
    return client.send(request(peer, batch, body), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest request(FaultyPeer peer, String batch, String body) {
    return HttpRequest.newBuilder(URI.create(peer.url("/p?q=1")))
        .version(HttpClient.Version.HTTP_1_1)
        .header("X-Batch", batch)
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
