package dev.sonde.collectors.lichess;

import java.util.Set;

/// How a game ended.
///
/// @param winner `white`, `black`, `none`, or `unknown`
/// @param reason as Lichess calls it; `unfinished` when the game goes on unseen, `other` for what
///   Sonde does not know, `unknown` when Lichess did not tell
record Result(String winner, String reason) {
  static final Result UNKNOWN = new Result("unknown", "unknown");

  private static final Set<String> GOING_ON = Set.of("created", "started");
  private static final Set<String> REASONS =
      Set.of(
          "aborted",
          "mate",
          "resign",
          "stalemate",
          "timeout",
          "draw",
          "outoftime",
          "cheat",
          "noStart",
          "unknownFinish",
          "insufficientMaterialClaim",
          "variantEnd");

  /// @param status of the game
  /// @param winner empty when nobody won
  static Result of(String status, String winner) {
    if (status.isEmpty()) {
      return UNKNOWN;
    }
    if (isGoingOn(status)) {
      return new Result("none", "unfinished");
    }
    boolean won = winner.equals("white") || winner.equals("black");
    return new Result(won ? winner : "none", REASONS.contains(status) ? status : "other");
  }

  static boolean isGoingOn(String status) {
    return GOING_ON.contains(status);
  }
}
