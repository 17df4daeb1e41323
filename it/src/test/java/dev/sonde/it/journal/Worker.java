package dev.sonde.it.journal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Pushes one batch after the other, at a pace, until it is told to stop.
///
/// A worker without a name never pushes a batch again that it got no answer for: it may be there,
/// or not. One with a name pushes it again until it is acknowledged, under the same id; now and
/// then it pushes one twice at once, as a sender does that lost patience.
final class Worker implements Runnable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int TWIN_ONE_IN = 8;
  private static final long PAUSE_MILLIS = 20;

  private final HttpClient client;
  private final Plan plan;
  private final int number;
  private final URI address;
  private final Sent sent;
  private final CountDownLatch stop;
  private final UUID name;
  private long lastMillis;

  Worker(HttpClient client, Plan plan, int number, URI address, Sent sent, CountDownLatch stop) {
    this.client = client;
    this.plan = plan;
    this.number = number;
    this.address = address;
    this.sent = sent;
    this.stop = stop;
    this.name = new UUID(plan.seed(), number);
  }

  private enum Answer {
    ACKNOWLEDGED,
    UNCLEAR,
    NOT_SENT
  }

  @Override
  public void run() {
    try {
      long begin = System.nanoTime();
      long nanosEach = TimeUnit.SECONDS.toNanos(plan.workers()) * plan.slots() / plan.rate();
      for (long due = begin; !stopped(due - System.nanoTime()); due = next(due, nanosEach)) {
        push(new Push(number, sent.tried(), plan.slots(), instant()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was missed while the agent was away is not caught up.
  private static long next(long due, long nanosEach) {
    return Math.max(due + nanosEach, System.nanoTime() - nanosEach);
  }

  private boolean stopped(long nanos) throws InterruptedException {
    return stop.await(nanos, TimeUnit.NANOSECONDS);
  }

  /// Each later than the one before: two samples of a series never share an instant.
  private long instant() {
    lastMillis = Math.max(lastMillis + 1, System.currentTimeMillis());
    return lastMillis;
  }

  private void push(Push push) throws InterruptedException {
    var request = request(push);
    if (isNamed() && push.from() / push.size() % TWIN_ONE_IN == 0) {
      var _ = client.sendAsync(request, BodyHandlers.discarding());
    }
    var answer = attempt(request, push);
    while (again(answer) && !stopped(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS))) {
      answer = attempt(request, push);
    }
  }

  private boolean again(Answer answer) {
    return answer == Answer.NOT_SENT || (answer == Answer.UNCLEAR && isNamed());
  }

  private Answer attempt(HttpRequest request, Push push) throws InterruptedException {
    var answer = send(request);
    if (answer != Answer.NOT_SENT) {
      sent.tried(push);
    }
    if (answer == Answer.ACKNOWLEDGED) {
      sent.acknowledge(push);
    }
    return answer;
  }

  private Answer send(HttpRequest request) throws InterruptedException {
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status / 100 == 2 ? Answer.ACKNOWLEDGED : Answer.UNCLEAR;
    } catch (ConnectException notThere) {
      return Answer.NOT_SENT;
    } catch (IOException broken) {
      return Answer.UNCLEAR;
    }
  }

  private HttpRequest request(Push push) {
    var body = BodyPublishers.ofByteArray(plan.dialect().encode(push));
    var request = HttpRequest.newBuilder(address).timeout(DEADLINE).POST(body);
    plan.dialect().headers().forEach(request::header);
    if (isNamed()) {
      request.header("X-Instance", name.toString());
      request.header("X-From", Long.toString(push.from()));
      request.header("X-To", Long.toString(push.to()));
    }
    return request.build();
  }

  private boolean isNamed() {
    return number < plan.named();
  }
}
