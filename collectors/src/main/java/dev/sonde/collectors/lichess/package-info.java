/// Games of chess as they are played on Lichess.
package dev.sonde.collectors.lichess;
