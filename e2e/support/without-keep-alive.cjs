// Wine 8 cannot set after which time a connection is kept alive, and Node then does not connect at all.
const { Socket } = require('node:net');

Socket.prototype.setKeepAlive = function setKeepAlive() {
  return this;
};
