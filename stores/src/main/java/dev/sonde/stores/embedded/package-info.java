/// The store `embedded`: history in a file of its own, with nothing to install. Read
/// `EmbeddedStore`, `Intake` (what a batch writes), `Sealer` (how it is packed) and `Query` first.
package dev.sonde.stores.embedded;
