package dev.sonde.collectors.lichess;

import java.util.Optional;

/// How many pieces each side has on the board.
record Pieces(int white, int black) {
  private static final int RANKS = 8;
  private static final int MOST = 64;

  /// Counts those in a position as FEN writes it; what a side holds in hand does not count.
  ///
  /// @return nothing when that is no board
  static Optional<Pieces> of(String fen) {
    int white = 0;
    int black = 0;
    int ranks = 1;
    for (int at = 0; at < fen.length() && !isEnd(fen.charAt(at), ranks); at++) {
      char sign = fen.charAt(at);
      if ("PNBRQK".indexOf(sign) >= 0) {
        white++;
      } else if ("pnbrqk".indexOf(sign) >= 0) {
        black++;
      } else if (sign == '/') {
        ranks++;
      } else if (!isBlank(sign)) {
        return Optional.empty();
      }
    }
    boolean whole = ranks == RANKS && white + black > 0 && white + black <= MOST;
    return whole ? Optional.of(new Pieces(white, black)) : Optional.empty();
  }

  private static boolean isEnd(char sign, int ranks) {
    return sign == ' ' || sign == '[' || (sign == '/' && ranks == RANKS);
  }

  /// Empty squares, and the mark of a piece that was a pawn.
  private static boolean isBlank(char sign) {
    return (sign >= '1' && sign <= '8') || sign == '~';
  }
}
