package dev.sonde.it.journal;

import dev.sonde.api.Batch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;

/// Pushes scrapes by remote write, one after the other, as fast as they are taken.
final class PushLoad {

  private PushLoad() {}

  /// Words: address, targets, rounds, milliseconds of the first sample. Prints how many samples it
  /// pushed.
  public static void main(String[] words) throws IOException, InterruptedException {
    var address = URI.create(words[0]);
    var scrapes =
        new Scrapes(Integer.parseInt(words[1]), Scrapes.EACH, new AtomicInteger()::getAndIncrement);
    int rounds = Integer.parseInt(words[2]);
    long first = Long.parseLong(words[3]);
    var batch = new Batch();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int round = 0; round < rounds; round++) {
        for (int target = 0; target < scrapes.targets(); target++) {
          scrapes.scrape(target, first + round * 1000L, batch);
          push(client, address, RemoteWrite.encode(batch));
        }
      }
    }
    System.out.println((long) rounds * scrapes.targets() * Scrapes.EACH);
  }

  private static void push(HttpClient client, URI address, byte[] body)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(body));
    Dialect.REMOTE_WRITE.headers().forEach(request::header);
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.statusCode() + ": " + answer.body());
    }
  }
}
