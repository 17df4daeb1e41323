package dev.sonde.http;

import java.io.IOException;
import java.time.Duration;

/// Hands an answer on while it comes.
final class Listening implements Ending<Streamed> {
  private static final int PIECE = 8 << 10;

  private final Deadlines deadlines;
  private final Duration quiet;
  private final StreamReader reader;

  Listening(Deadlines deadlines, Duration quiet, StreamReader reader) {
    this.deadlines = deadlines;
    this.quiet = quiet;
    this.reader = reader;
  }

  @Override
  public Streamed read(Call call, ReplyInput in, Attempt attempt) throws IOException {
    HeaderLines headers = in.headers();
    if (!reader.begins(in.status(), headers)) {
      return new Streamed(in.status(), headers, Streamed.End.READER);
    }
    if (in.encoded() && Bodies.isGzip(headers)) {
      throw Refusal.bad("its body is compressed, which nobody asked for");
    }
    return new Streamed(in.status(), headers, listen(in, attempt));
  }

  private Streamed.End listen(ReplyInput in, Attempt attempt) throws IOException {
    var piece = new byte[PIECE];
    int count = next(in, attempt, piece);
    while (count > 0) {
      if (!reader.take(piece, 0, count)) {
        return Streamed.End.READER;
      }
      count = next(in, attempt, piece);
    }
    return count == 0 ? Streamed.End.QUIET : Streamed.End.SERVER;
  }

  /// @return 0 when it was quiet for too long
  private int next(ReplyInput in, Attempt attempt, byte[] piece) throws IOException {
    attempt.enter(Attempt.Phase.LISTENING, quiet);
    deadlines.moved(attempt);
    try {
      return in.read(piece, 0, piece.length);
    } catch (IOException e) {
      if (attempt.expired() && !attempt.over() && !Thread.currentThread().isInterrupted()) {
        return 0;
      }
      throw e;
    }
  }
}
