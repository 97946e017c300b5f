// The kernel editor of the page "Stored or summoned": nine weights of the reader's own over the photograph of the
// picture above it. The page is complete without it; a browser test compares every value with numpy.

const editor = (() => {
  const box = document.getElementById("kernel-editor")
  const figure = document.getElementById("stored-or-summoned--what-a-kernel-answers-to")
  const inputs = [...box.querySelectorAll("[name=weight]")], [row, column] = box.querySelectorAll("[type=range]")
  const canvas = box.querySelector("canvas"), paper = canvas.getContext("2d"), says = box.querySelector("[role=status]")
  const fault = box.querySelector(".error"), side = canvas.width
  let pixels, kernel, map

  const weights = () => inputs.map(input => input.valueAsNumber)
  const wrong = input => !(Number.isInteger(input.valueAsNumber) && Math.abs(input.valueAsNumber) <= 99)
  const number = value => String(value).replace("-", "−")
  const term = (weight, pixel) => (weight < 0 ? `(${number(weight)})` : weight) + "×" + pixel
  const patch = (r, c) => kernel.map((_, i) => pixels[(r + Math.floor(i / 3)) * (side + 2) + c + i % 3])

  function compute() {
    const faults = inputs.filter(wrong)
    for (const input of inputs) input.setAttribute("aria-invalid", faults.includes(input))
    fault.textContent = faults.length ? `${faults[0].getAttribute("aria-label")}: a whole number from −99 to 99, please. The map waits for it.` : ""
    if (faults.length) return
    kernel = weights()
    map = Array.from({ length: side * side }, (_, i) => patch(Math.floor(i / side), i % side).reduce((sum, pixel, j) => sum + pixel * kernel[j], 0))
    draw()
    tell(false)
  }

  function draw() {
    const sorted = map.map(value => Math.max(value, 0)).sort((a, b) => a - b), full = sorted[Math.floor(0.98 * sorted.length)] || sorted.at(-1) || 1
    const [red, green, blue] = getComputedStyle(canvas).color.match(/\d+/g)
    const image = paper.createImageData(side, side)
    map.forEach((value, i) => image.data.set([red, green, blue, 255 * Math.min(Math.max(value, 0) / full, 1)], 4 * i))
    paper.putImageData(image, 0, 0)
  }

  function tell(speak = true) {
    const r = row.valueAsNumber, c = column.valueAsNumber, value = map[r * side + c]
    const sum = kernel.map((weight, i) => weight && term(weight, patch(r, c)[i])).filter(Boolean).join(" + ") || "0"
    box.style.setProperty("--row", r / side)
    box.style.setProperty("--column", c / side)
    says.setAttribute("aria-live", speak ? "polite" : "off")
    says.textContent = `Row ${r}, column ${c}: ${sum} = ${number(value)}${value < 0 ? ", and 0 after ReLU" : ""}.`
  }

  function point(event) {
    const { left, top, width, height } = canvas.getBoundingClientRect()
    const place = share => Math.min(side - 1, Math.max(0, Math.floor(share * side)))
    column.value = place((event.clientX - left) / width)
    row.value = place((event.clientY - top) / height)
    tell(event.type === "click")
  }

  async function begin() {
    const photo = new Image()
    let shown = figure.querySelector(".drawing :is(image, use)") // the photograph, or where the page keeps it
    if (shown.localName === "use") shown = document.querySelector(shown.getAttribute("xlink:href") + " image")
    photo.src = shown.getAttribute("xlink:href")
    await photo.decode()
    const copy = Object.assign(document.createElement("canvas"), { width: photo.width, height: photo.height }).getContext("2d")
    copy.drawImage(photo, 0, 0)
    pixels = copy.getImageData(0, 0, photo.width, photo.height).data.filter((_, i) => i % 4 === 0)
    box.disabled = false
    for (const input of inputs) input.oninput = compute
    row.oninput = column.oninput = () => tell()
    canvas.onclick = canvas.onpointermove = point
    new MutationObserver(draw).observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] })
    compute()
  }

  return { ready: begin(), map: () => map }
})()
