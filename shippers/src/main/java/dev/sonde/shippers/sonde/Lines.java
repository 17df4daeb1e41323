package dev.sonde.shippers.sonde;

import dev.sonde.api.Time;
import dev.sonde.http.Header;
import dev.sonde.http.Reply;
import dev.sonde.http.UpgradeAnswer;
import dev.sonde.http.UpgradeTerms;
import dev.sonde.http.websocket.WebSocketLimits;
import dev.sonde.shippers.http.HttpDestination;
import dev.sonde.wire.relay.Aside;
import dev.sonde.wire.relay.RelayEncoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The web socket to a hub: opened when there is something to bring, and left alone for a minute
/// when it can't be had or broke, so that HTTP can do the work. For one thread.
final class Lines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sonde.shippers.sonde");
  private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

  /// Answers are short.
  private static final UpgradeTerms TERMS =
      UpgradeTerms.USUAL.within(WebSocketLimits.DEFAULT.withMessage(16 << 10));

  private final HttpDestination destination;
  private final Optional<String> path;
  private final List<Header> greeting;
  private final Packer packer;
  private final Duration patience;
  private final Time time;
  private @Nullable HubLine line;
  private long notBefore;
  private String said = "";

  /// @param path where the hub opens web sockets; empty for never
  /// @param greeting what is said of this Sonde when one is opened
  Lines(
      HttpDestination destination,
      Optional<String> path,
      List<Header> greeting,
      Packer packer,
      Duration patience,
      Time time) {
    this.destination = destination;
    this.path = path;
    this.greeting = greeting;
    this.packer = packer;
    this.patience = patience;
    this.time = time;
    this.notBefore = time.nanos();
  }

  /// Brings what was encoded last over a web socket, if there is one.
  ///
  /// @param aside what is said beside it
  /// @return what HTTP would have answered; empty when HTTP is to be asked
  /// @throws IOException when there was no answer: the hub may have taken it
  Optional<Reply> ask(RelayEncoder last, Aside aside) throws IOException, InterruptedException {
    Optional<HubLine> open = line();
    try {
      return open.isPresent() ? open.get().ask(last, aside) : Optional.empty();
    } catch (IOException e) {
      leave(destination.words(e));
      throw e;
    }
  }

  /// The checksum of the last message.
  int sum() {
    return line == null ? 0 : line.sum();
  }

  /// One that is open, or can be opened now.
  private Optional<HubLine> line() throws InterruptedException {
    if (line != null && line.isOpen()) {
      return Optional.of(line);
    }
    line = null;
    if (path.isPresent() && time.nanos() - notBefore >= 0) {
      open(path.get());
    }
    return Optional.ofNullable(line);
  }

  @Override
  public void close() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  private void open(String at) throws InterruptedException {
    try {
      switch (destination.upgrade(at, greeting, TERMS)) {
        case UpgradeAnswer.Open open -> {
          line = new HubLine(open.socket(), packer, patience);
          say("batches go over a web socket");
        }
        case UpgradeAnswer.Refused(var reply) -> leave(destination.words(reply));
      }
    } catch (IOException e) {
      leave(destination.words(e));
    }
  }

  private void leave(String why) {
    notBefore = time.nanos() + LEFT_ALONE.toNanos();
    say("no web socket can be had (" + why + "), so batches go over HTTP");
  }

  private void say(String words) {
    if (!words.equals(said)) {
      said = words;
      LOG.info(words);
    }
  }
}
