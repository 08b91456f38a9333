// Asks the dashboard how it is: exit code 0 for healthy.
import { connect } from 'node:net';

// A bare socket, because loading an HTTP client takes longer.
const socket = connect(3000, '127.0.0.1');
let answer = '';
socket.setTimeout(8000, () => socket.destroy(new Error('no answer within 8 s')));
socket.on('connect', () => socket.write('GET /health HTTP/1.0\r\n\r\n'));
socket.on('data', (chunk) => (answer += chunk));
socket.on('end', () => {
  console.log(answer.slice(answer.lastIndexOf('\r\n') + 2));
  process.exit(answer.split(' ')[1] === '200' ? 0 : 1);
});
socket.on('error', (problem) => {
  console.log(problem.message);
  process.exit(1);
});
