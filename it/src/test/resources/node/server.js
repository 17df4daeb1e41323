// Echoes; says its port first. `fragments` is answered in two with a ping between, `bye` by a close.
const {WebSocketServer} = require('ws');

const server = new WebSocketServer(
    {port: 0, host: '127.0.0.1', handleProtocols: offered => offered.has('v1') ? 'v1' : false},
    () => console.log(server.address().port));

server.on('connection', socket => socket.on('message', (data, binary) => {
  const text = binary ? '' : data.toString();
  if (text === 'fragments') {
    socket.send('frag', {fin: false});
    socket.ping('between');
    socket.send('ments', {fin: true});
  } else if (text === 'bye') {
    socket.close(4001, 'bye bye');
  } else {
    socket.send(data, {binary});
  }
}));
