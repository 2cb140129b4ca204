/**
 * Loaded before the program. Wine 8 does not know how to set the times of keeping a connection alive before there is one,
 * and fetch asks for that; without it every connection fails, on loopback too.
 */
const { Socket } = require('node:net');

const { setKeepAlive } = Socket.prototype;
Socket.prototype.setKeepAlive = function keepAlive(...how) {
  return this.connecting ? this : setKeepAlive.apply(this, how);
};
