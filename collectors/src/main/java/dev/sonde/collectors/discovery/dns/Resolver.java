package dev.sonde.collectors.discovery.dns;

import dev.sonde.api.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Asks name servers. Safe for all threads, made for virtual ones.
final class Resolver {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int IDS = 1 << 16;

  private final Time time;
  private final Supplier<RandomGenerator> randoms;
  private final int port;

  /// @param randoms where ids come from: nobody may guess them
  /// @param port of all servers
  Resolver(Time time, Supplier<RandomGenerator> randoms, int port) {
    this.time = time;
    this.randoms = randoms;
    this.port = port;
  }

  /// The records of a name; none when there is no such name, nor with any of the endings it may be
  /// completed with.
  ///
  /// @throws IOException when that is not known: for one of them no server gave an answer
  List<Resource> lookUp(ResolvConf conf, String name, RecordType type)
      throws IOException, InterruptedException {
    Limit limit = Limit.in(LONGEST, time);
    @Nullable IOException failure = null;
    for (String candidate : conf.candidates(name)) {
      try {
        if (ask(conf, candidate, type, limit) instanceof Answer.Found found) {
          return found.resources();
        }
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return List.of();
  }

  private Answer ask(ResolvConf conf, String name, RecordType type, Limit limit)
      throws IOException, InterruptedException {
    if (!DomainName.valid(name)) {
      return new Answer.NoSuchName();
    }
    String absolute = DomainName.absolute(name);
    RandomGenerator random = randoms.get();
    String why = "";
    for (int attempt = 0; attempt < conf.attempts(); attempt++) {
      for (InetAddress server : conf.servers()) {
        var question = new Question(random.nextInt(IDS), absolute, type);
        try {
          return answer(server, question, limit.orIn(conf.timeout()));
        } catch (IOException e) {
          why = server.getHostAddress() + why(e);
        }
      }
    }
    throw new IOException(why);
  }

  /// @return found, or no such name
  private Answer answer(InetAddress server, Question question, Limit limit)
      throws IOException, InterruptedException {
    try {
      var exchange = new Exchange(new InetSocketAddress(server, port), question, limit);
      Answer answer = exchange.answer();
      return switch (answer) {
        case Answer.Found _, Answer.NoSuchName _ -> answer;
        case Answer.Failed failed -> throw new IOException("answers " + failed);
        case Answer.Malformed(String why) ->
            throw new IOException("gives an answer that makes no sense: " + why);
        case Answer.Truncated _, Answer.Unrelated _ -> throw new IllegalStateException();
      };
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private static String why(IOException e) {
    return switch (e) {
      case SocketTimeoutException _ -> " does not answer in time";
      case PortUnreachableException _ -> " refuses";
      default -> " " + e.getMessage();
    };
  }
}
