/// What a store holds, written down for other programs: series by series, whatever its length.
package dev.sonde.app.export;
