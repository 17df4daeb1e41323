/// What `sonde query` draws.
package dev.sonde.app.query;
