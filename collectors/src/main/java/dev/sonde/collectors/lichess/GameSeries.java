package dev.sonde.collectors.lichess;

import dev.sonde.api.Emitter;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.api.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// The series of one game, which end with it.
final class GameSeries {
  private final Emitter out;
  private final Game game;
  private final Labels labels;
  private final boolean positions;
  private final List<Slot> all = new ArrayList<>();
  private final Slot info;
  private final Slot whiteTime;
  private final Slot blackTime;
  private final Slot whiteCount;
  private final Slot blackCount;
  private final Slot whiteRating;
  private final Slot blackRating;
  private final Slot whitePieces;
  private final Slot blackPieces;
  private @Nullable Slot position;
  private Labels standing = Labels.NONE;

  /// @param whitePieces of the channel, whichever game it shows
  /// @param blackPieces likewise
  GameSeries(
      Emitter out,
      Labels channel,
      Game game,
      Slot whitePieces,
      Slot blackPieces,
      boolean positions) {
    this.out = out;
    this.game = game;
    this.positions = positions;
    this.labels = channel.with("game_id", game.id());
    this.info = slot(LichessFamilies.INFO, labels.with(players(game)));
    this.whiteTime = slot(LichessFamilies.WHITE_TIME, labels);
    this.blackTime = slot(LichessFamilies.BLACK_TIME, labels);
    this.whiteCount = slot(LichessFamilies.WHITE_COUNT, labels);
    this.blackCount = slot(LichessFamilies.BLACK_COUNT, labels);
    this.whiteRating = slot(LichessFamilies.WHITE_RATING, labels);
    this.blackRating = slot(LichessFamilies.BLACK_RATING, labels);
    this.whitePieces = whitePieces;
    this.blackPieces = blackPieces;
  }

  String id() {
    return game.id();
  }

  /// Records how it stands. What was not told ends: it is not what it was.
  void show(Position now) {
    out.record(info, 1);
    record(whiteRating, game.white().rating());
    record(blackRating, game.black().rating());
    record(whiteTime, now.whiteTime());
    record(blackTime, now.blackTime());
    Optional<Pieces> pieces = Pieces.of(now.fen());
    record(whiteCount, pieces.map(Pieces::white));
    record(blackCount, pieces.map(Pieces::black));
    record(whitePieces, pieces.map(Pieces::white));
    record(blackPieces, pieces.map(Pieces::black));
    if (positions) {
      place(now);
    }
  }

  /// Ends them all; they begin anew when it is shown again.
  void end() {
    all.forEach(out::end);
    out.end(whitePieces);
    out.end(blackPieces);
    endPosition();
  }

  private void place(Position now) {
    Labels text = Labels.of("fen_position", now.fen(), "last_move", now.lastMove());
    if (!text.equals(standing)) {
      endPosition();
      standing = text;
      position = out.slot(LichessFamilies.POSITION, labels.with(text));
    }
    if (position != null && !now.fen().isEmpty()) {
      out.record(position, 1);
    }
  }

  private void endPosition() {
    if (position != null) {
      out.end(position);
    }
  }

  private Slot slot(Family family, Labels of) {
    Slot slot = out.slot(family, of);
    all.add(slot);
    return slot;
  }

  private void record(Slot slot, Optional<Integer> value) {
    record(slot, value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty());
  }

  private void record(Slot slot, OptionalDouble value) {
    if (value.isPresent()) {
      out.record(slot, value.getAsDouble());
    } else {
      out.end(slot);
    }
  }

  private static Labels players(Game game) {
    return player("white", game.white()).with(player("black", game.black()));
  }

  private static Labels player(String color, Player player) {
    String rating =
        player.rating().isPresent()
            ? String.format(Locale.ROOT, "%.0f", player.rating().getAsDouble())
            : "";
    return Labels.of(
        color + "_player",
        player.name(),
        color + "_title",
        player.title(),
        color + "_rating",
        rating);
  }
}
