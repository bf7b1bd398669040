// Runs Azurite until standard input closes: it ends with the test run that started it, however that ends.
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
require('azurite/dist/src/azurite.js');
