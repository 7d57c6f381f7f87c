// Makes the same two pictures of a photo with sharp and prints the median of milliseconds and MB:
// node photo-sharp.js PHOTO.jpg ROUNDS
const sharp = require('sharp');
const { readFileSync } = require('fs');

const [file, rounds] = process.argv.slice(2);
const bytes = readFileSync(file);
const make = (edge) => sharp(bytes).autoOrient().resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
  .jpeg({ quality: 80 }).toBuffer();

(async () => {
  const times = [];
  let photo;
  let thumb;
  for (let round = 0; round < Number(rounds); round += 1) {
    const start = performance.now();
    photo = await make(1600);
    thumb = await make(320);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const memory = process.resourceUsage().maxRSS * 1.024 / 1e3;
  console.log(JSON.stringify({ ms: times[times.length >> 1], memory, photo: photo.length, thumb: thumb.length }));
})().catch((error) => { console.error(error.message); process.exit(1); });
