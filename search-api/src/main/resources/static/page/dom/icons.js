const NAMESPACE = 'http://www.w3.org/2000/svg';

// Lines in a square of 16.
const PATHS = {
  info: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0 -13M8 7.2v4M8 4.6v.6',
  table: 'M2 3.5h12v9H2zM2 6.5h12M2 9.5h12M6.5 3.5v9',
  chart: 'M2 2v12h12M4.5 10.5l3-3.5 2.5 2 3.5-5',
  file: 'M8 2v8M4.8 7L8 10.2 11.2 7M2.5 13.5h11',
  picture: 'M2 3h12v10H2zM2 11l3.5-3.5 3 3 2-2L14 12M10.5 6h.5',
  pause: 'M5.5 3v10M10.5 3v10',
  play: 'M5 3l7 5-7 5z',
  close: 'M4 4l8 8M12 4l-8 8',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2v3h-3',
  filter: 'M2 3.5h12L9.5 9v4l-3-1.5V9z',
  star: 'M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.3L8 11.4l-3.9 2.2.9-4.3-3.2-3 4.3-.5z',
  keys: 'M1.5 4h13v8h-13zM4 6.7h.5M7 6.7h.5M10 6.7h.5M12 6.7h.3M5 9.5h6',
  light: 'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0 -6M8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  dark: 'M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z',
};

/** A picture for the eye only; the element next to it must have a name of its own. */
export function icon(name) {
  const picture = document.createElementNS(NAMESPACE, 'svg');
  picture.setAttribute('viewBox', '0 0 16 16');
  picture.setAttribute('class', 'icon');
  picture.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(NAMESPACE, 'path');
  path.setAttribute('d', PATHS[name]);
  picture.append(path);
  return picture;
}
