// The calculator of the page "Try your own". It walks the taps of a stack of layers and knows no formula for the field;
// a browser test compares it with figures_src/tracing.py.

const calculator = (() => {
  const box = document.getElementById("calculator"), line = box.querySelector("template").content.firstElementChild
  const all = (selector, within = box) => [...within.querySelectorAll(selector)]
  const limits = place => Object.fromEntries(all("input", place).map(({ name, min, max }) => [name, [+min, +max]]))
  const top = all(".top")[0], LIMITS = limits(line), SIDE = limits(top).side
  const WIDEST = 10000, MOST = 12 // pixels of a field or neurons of a map to walk, rows

  // Layers along one axis: net[0] is the image, every other layer reads the layers `reads` through one window.
  // A join is a window of one position over several layers.

  function grow(net, reads, window = {}) {
    const layer = { reads, size: 1, stride: 1, before: 0, after: 0, dilation: 1, extra: 0, transposed: false, ...window }
    const { size, stride, before, after, dilation, extra, transposed } = layer
    const below = reads.map(i => net[i]), [{ n, jump }] = below, span = dilation * (size - 1) + 1
    if (below.some(b => b.n !== n)) throw fault("padding", `The branches give ${below.map(b => b.n).join(" and ")} neurons; they cannot be joined.`)
    const repeat = below.reduce((q, b) => q * b.repeat / gcd(q, b.repeat), 1)
    if (transposed) {
      layer.n = (n - 1) * stride + span - before - after + extra
      if (layer.n < 1) throw fault("padding", `Cutting ${before} off each side leaves nothing.`)
      layer.repeat = repeat * stride
      layer.jump = reduced(jump[0], jump[1] * stride)
    } else {
      const padded = n + before + after
      if (padded < span) throw fault("kernel", `Kernel ${size}${span > size ? `, spanning ${span},` : ""} does not fit a padded input of ${padded}.`)
      layer.n = Math.floor((padded - span) / stride) + 1
      layer.repeat = repeat / gcd(repeat, stride)
      layer.jump = reduced(jump[0] * stride, jump[1])
    }
    return net.push(layer) - 1
  }

  const image = n => [{ n, jump: [1, 1], repeat: 1, reads: [] }]
  const gcd = (a, b) => b ? gcd(b, a % b) : a
  const reduced = (a, b) => [a / gcd(a, b), b / gcd(a, b)]
  const fault = (name, text) => Object.assign(new Error(text), { at: name })

  // Sets of positions are runs [first, last]. What a run of neurons reads, tap by tap:
  function* taps({ size, stride, before, dilation, transposed }, [first, last]) {
    for (let t = 0; t < size; t++) {
      const by = dilation * t - before
      if (stride === 1) yield transposed ? [first - by, last - by] : [first + by, last + by]
      else for (let u = first; u <= last; u++) {
        const at = transposed ? (u - by) / stride : u * stride + by
        if (Number.isInteger(at)) yield [at, at]
      }
    }
  }

  function merged(runs) {
    const out = []
    for (const [first, last] of runs.sort((a, b) => a[0] - b[0])) {
      if (out.length && first <= out.at(-1)[1] + 1) out.at(-1)[1] = Math.max(out.at(-1)[1], last)
      else out.push([first, last])
    }
    return out
  }

  // The pixels that reach neuron u of a layer; unclipped, as if every layer went on beyond its ends.
  function seen(net, top, u, clipped = false) {
    const found = net.map(() => [])
    found[top].push([u, u])
    for (let i = top; i > 0; i--) {
      for (const run of merged(found[i])) for (const [first, last] of taps(net[i], run)) for (const below of net[i].reads) {
        const read = clipped ? [Math.max(first, 0), Math.min(last, net[below].n - 1)] : [first, last]
        if (read[0] <= read[1]) found[below].push(read)
      }
    }
    return merged(found[0])
  }

  const width = runs => runs.length ? runs.at(-1)[1] - runs[0][0] + 1 : 0
  const count = runs => runs.reduce((sum, [first, last]) => sum + last - first + 1, 0)

  // The unclipped field: where that of neuron 0 starts, and the sizes that take turns.
  function field(net, top) {
    const sets = Array.from({ length: Math.min(net[top].repeat, 64) }, (_, u) => seen(net, top, u)), sizes = sets.map(width)
    const unseen = Math.max(...sets.map(runs => width(runs) - count(runs)))
    return { n: net[top].n, start: sets[0][0]?.[0] ?? null, jump: net[top].jump.join("/").replace(/\/1$/, ""), sizes, size: Math.max(...sizes), unseen }
  }

  // A stack as text: "224-c7s2p3-m3s2-r3p1x2" is an image side, then a row for each layer or block.

  const ROW = /^([cmtrb])(\d+)(?:s(\d+))?(?:p(\d+))?(?:d(\d+))?(?:x(\d+))?$/

  function parse(text) {
    const [n, ...rows] = text.split("-"), found = rows.map(row => ROW.exec(row))
    if (!/^\d+$/.test(n) || !rows.length || rows.length > MOST || found.includes(null)) return null
    return { n: +n, rows: found.map(([, kind, kernel, stride = 1, padding = 0, dilation = 1, repeats = 1]) =>
      ({ kind, kernel: +kernel, stride: +stride, padding: +padding, dilation: +dilation, repeats: +repeats })) }
  }

  const write = ({ n, rows }) => [n, ...rows.map(r => `${r.kind}${r.kernel}s${r.stride}p${r.padding}d${r.dilation}x${r.repeats}`.replace(/(s1|p0|d1|x1)(?=\D|$)/g, ""))].join("-")

  function add(net, { kind, kernel: size, stride, padding, dilation }) {
    const below = net.length - 1, window = { size, stride, before: padding, after: padding, dilation }
    if (kind === "r") {
      const branch = grow(net, [grow(net, [below], window)], { ...window, stride: 1 })
      grow(net, [grow(net, [below], { stride }), branch])
    } else if (kind === "b") grow(net, [grow(net, [below], { stride }), grow(net, [below], window)])
    else grow(net, [below], { ...window, transposed: kind === "t" })
  }

  const between = (value, [least, most]) => Number.isInteger(value) && value >= least && value <= most
  const must = (name, [least, most]) => `The ${name} must be a whole number from ${least} to ${most}.`

  // What can be said of every row: { n, start, jump, sizes, … }, or { at, text } where it is impossible; then no more.
  function answer({ n, rows }) {
    if (!between(n, SIDE)) return { net: [], rows: [], wrong: must("image side", SIDE) }
    const net = image(n), said = []
    let reach = 1
    try {
      for (const row of rows) {
        for (const name in LIMITS) if (!between(row[name], LIMITS[name])) throw fault(name, must(name, LIMITS[name]))
        for (let i = 0; i < row.repeats; i++) {
          const [a, b] = net.at(-1).jump
          reach += (row.kind === "r" ? 1 + row.stride : 1) * row.dilation * (row.kernel - 1) * a / b
          add(net, row)
          if (Math.max(reach, net.at(-1).n) > WIDEST) throw fault("repeats", `More than ${WIDEST} pixels or neurons are not walked here.`)
        }
        said.push(field(net, net.length - 1))
      }
    } catch (error) {
      if (!error.at) throw error
      said.push({ at: error.at, text: error.message })
    }
    return { net, rows: said }
  }

  // The same stack as code

  const written = r => [r.kernel, (r.stride > 1 || r.kind === "m") && `stride=${r.stride}`, r.padding > 0 && `padding=${r.padding}`,
    r.dilation > 1 && `dilation=${r.dilation}`].filter(Boolean).join(", ")
  const repeated = (call, repeats) => repeats > 1 ? `    *[${call} for _ in range(${repeats})],` : `    ${call},`

  function module(r) {
    const conv = more => `nn.LazyConv2d(64, ${written({ ...r, ...more })})`, one = conv({ kernel: 1, padding: 0, dilation: 1 })
    return { c: conv(), m: `nn.MaxPool2d(${written(r)})`, t: conv().replace("Conv", "ConvTranspose"),
      r: `Join(sum, ${one}, nn.Sequential(${conv()}, ${conv({ stride: 1 })}))`, b: `Join(torch.hstack, ${one}, ${conv()})` }[r.kind]
  }

  const JOIN = `
class Join(nn.Module):
    def __init__(self, join, *paths):
        super().__init__()
        self.join, self.paths = join, nn.ModuleList(paths)

    def forward(self, x):
        return self.join([path(x) for path in self.paths])

`
  const torch = ({ n, rows }) => `import torch
from torch import nn
${rows.some(row => "rb".includes(row.kind)) ? JOIN : ""}
net = nn.Sequential(  # 64 maps a layer: choose your own
${rows.map(row => repeated(module(row), row.repeats)).join("\n")}
)
print(net(torch.zeros(1, 3, ${n}, ${n})).shape)`

  function python(state) {
    const { n, rows } = state
    if (rows.some(row => "trb".includes(row.kind))) return `from figures_src.stacks import stack

net = stack("${write(state)}")
print(net.field("${rows.length}"), net.size("${rows.length}"))`
    return `from figures_src.windows import Window, field

layers = [
${rows.map(r => repeated(`Window(${written(r)})`, r.repeats)).join("\n")}
]
seen = field(layers)
print(seen.size, seen.stride, seen.start, seen.outputs(${n}))`
  }

  // On the page: `state` holds what the fields say, right or wrong; everything else is shown anew at every change.

  const [rows, says, slider, spoken] = [".rows", ".says", "[type=range]", "[role=status]"].map(each => all(each)[0])
  const pictures = () => all("#try-your-own--field-on-the-image svg", document) // none yet when the script begins
  const words = value => String(value ?? "—").replace("-", "−")
  let state, neuron, waiting // neuron: the one chosen, or null for the one in the middle

  function start(text) {
    state = parse(text) ?? state ?? parse(all("option")[0].value)
    neuron = null
    all("input", top)[0].value = state.n
    layOut()
  }

  function layOut() {
    rows.replaceChildren(...state.rows.map((row, i) => {
      const place = line.cloneNode(true)
      place.ariaLabel = `Layer ${all("b", place)[0].textContent = i + 1}`
      all(".error", place)[0].id = `calculator-${i}`
      for (const field of all("select, input", place)) field.value = row[field.name]
      for (const field of all("input", place)) field.setAttribute("aria-describedby", `calculator-${i}`)
      all("[name=up]", place)[0].disabled = !i
      all("[name=remove]", place)[0].disabled = state.rows.length === 1
      return place
    }))
    all("[name=add]")[0].disabled = state.rows.length === MOST
    show()
  }

  function show() {
    const { net, rows: said, wrong } = answer(state), last = said.at(-1), whole = last && !last.at, text = write(state)
    all("select", top)[0].value = all("option", top).some(option => option.value === text) ? text : ""
    complain(top, wrong && "side", wrong)
    all(".row").forEach((place, i) => {
      const { start, size, jump, n, at, text } = said[i] ?? {}
      const shown = n ? [size, jump, start, n] : []
      all("dd", place).forEach((dd, j) => { dd.textContent = words(shown[j]) })
      complain(place, at, text)
    })
    const u = whole ? Math.min(neuron ?? (last.n - 1) >> 1, last.n - 1) : 0
    Object.assign(slider, { max: whole ? last.n - 1 : 0, value: u, disabled: !whole })
    says.textContent = whole ? look(net, last, u) : wrong ?? `Layer ${said.length}: ${last.text}`
    all("#calculator-code code", document).forEach((code, i) => { code.textContent = whole ? [torch, python][i](state) : "# Not yet: a layer does not fit." })
    for (const svg of pictures()) svg.style.opacity = whole ? 1 : .3
  }

  function complain(place, at, text = "") {
    all(".error", place)[0].textContent = text
    for (const input of all("input", place)) input.ariaInvalid = input.name === at
  }

  // The chosen neuron in a sentence and in the picture.
  function look(net, { n, size, sizes, jump, unseen }, u) {
    const { kind, kernel } = state.rows.at(-1), field = seen(net, net.length - 1, u), real = seen(net, net.length - 1, u, true)
    const ends = runs => runs.length ? `${words(runs[0][0])} to ${words(runs.at(-1)[1])}` : "nothing"
    slider.ariaValueText = `${u}, pixels ${ends(real)}`
    draw(field, real, `The image and the field of neuron ${u}, pixels ${ends(field)} in both directions`)
    return `${n}×${n} neurons. Each ${"cm".includes(kind) ? `reads a window of ${kernel}×${kernel} in the layer below and ` : ""}sees a field of `
      + `${size}×${size} pixels${n > 1 ? `, ${jump} from its neighbour’s` : ""}.`
      + (new Set(sizes).size > 1 ? ` Neighbours differ: ${[...new Set(sizes)].join(" or ")}.` : "")
      + (unseen ? ` ${unseen} of ${size} pixels inside are not seen.` : "")
      + ` Neuron ${u} sees pixels ${ends(real)}, ${count(real)} of ${state.n} along each side`
      + (ends(field) === ends(real) ? "." : `; its field, ${ends(field)}, hangs over the edge.`)
  }

  function draw(field, real, name) {
    const [svg] = pictures(), photo = svg?.querySelector("image")
    if (!svg) return
    const first = field[0]?.[0] ?? 0, end = first + width(field), low = Math.min(0, first)
    const edge = 7.5, room = svg.viewBox.baseVal.width - 2 * edge, unit = room / (Math.max(state.n, end) - low)
    const x = at => (edge + (at - low) * unit).toFixed(2), y = edge + room + 14
    const square = (a, b) => `M${x(a)} ${x(a)}H${x(b)}V${x(b)}H${x(a)}z`, bar = (a, b) => `M${x(a)} ${y}H${x(b)}v12H${x(a)}z`
    const path = (d, look) => `<path d="${d}" ${look}/>`, frame = look => path(square(first, end), `fill="none" stroke=${look}`)
    const right = first + end > state.n
    const drawn = document.createElementNS(svg.namespaceURI, "g")
    drawn.innerHTML = path(square(0, state.n) + bar(0, state.n), 'fill="none" stroke="#8a8d96"')
      + path(real.map(([a, b]) => bar(a, b + 1)).join(""), 'fill="#2463c9"')
      + frame('"#ffffff" stroke-width="5.5"') + frame('"#2463c9" stroke-width="3.5"')
      + `<text x="${x(right ? end : first)}" y="${y + 28}" text-anchor="${right ? "end" : "start"}" font-size="12" fill="#2463c9">${words(first)} to ${words(end - 1)}</text>`
    for (const name of ["x", "y"]) photo.setAttribute(name, x(0))
    for (const name of ["width", "height"]) photo.setAttribute(name, state.n * unit)
    svg.replaceChildren(photo, drawn)
    svg.ariaLabel = name
  }

  function changed() { // the address says the state; the summary is spoken once the typing rests
    const text = write(state)
    if (parse(text)) history.replaceState(null, "", "#" + text)
    clearTimeout(waiting)
    waiting = setTimeout(() => { spoken.textContent = says.textContent }, 500)
  }

  const index = element => all(".row").indexOf(element.closest(".row"))

  box.oninput = ({ target }) => {
    const row = state.rows[index(target)]
    if (target === slider) neuron = +slider.value
    else if (target.name === "preset") start(target.value)
    else if (row) row[target.name] = target.type === "number" ? target.valueAsNumber : target.value
    else state.n = target.valueAsNumber
    show()
    changed()
  }

  document.addEventListener("click", ({ target }) => {
    const { name } = target, { rows } = state, i = index(target)
    if (name === "copy") {
      const code = all("code", target.parentElement)[0]
      navigator.clipboard.writeText(code ? code.textContent : location.href.split("#")[0] + "#" + write(state))
        .then(() => { spoken.textContent = target.textContent = "Copied" })
    }
    if (name === "add") rows.push({ kind: "c", kernel: 3, stride: 1, padding: 1, dilation: 1, repeats: 1 })
    else if (name === "remove") rows.splice(i, 1)
    else if (name === "up") rows.splice(i - 1, 2, rows[i], rows[i - 1])
    else return
    layOut()
    changed()
    const at = name === "add" ? rows.length - 1 : Math.min(name === "up" ? i - 1 : i, rows.length - 1), place = all(".row")[at]
    ;(all(`button[name=${name}]:enabled`, place)[0] ?? all("input", place)[0]).focus()
  })

  const follow = () => start(location.hash.slice(1))
  follow()
  box.hidden = false
  box.nextElementSibling.hidden = true
  addEventListener("hashchange", follow)
  addEventListener("DOMContentLoaded", show)

  return { image, grow, seen, field, parse, write, answer, torch, python }
})()
