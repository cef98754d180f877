/* Photos made small before they travel: a phone's 8 MB picture does not leave a basement. */

const LONGEST = 1600; // px
const HEAVIEST = 1.5 * 1024 * 1024; // bytes
const QUALITY = 0.85;

export const MOST_PHOTOS = 10;

/* The photo as it should be sent. What the browser cannot decode (some HEIC) goes as it is: the server may know more. */
export async function shrunk(photo) {
  let picture;
  try {
    picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
  } catch {
    return photo;
  }
  try {
    const longest = Math.max(picture.width, picture.height);
    if (longest <= LONGEST && photo.size <= HEAVIEST) return photo;
    const smaller = await drawn(picture, Math.min(1, LONGEST / longest));
    return smaller && smaller.size < photo.size ? smaller : photo;
  } catch {
    return photo;
  } finally {
    picture.close();
  }
}

function drawn(picture, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff"; // JPEG knows no transparency: without this it turns black
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
}
