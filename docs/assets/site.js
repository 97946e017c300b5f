// Keys, touch, slider and speech for pictures with states. The page is complete without it: the build wrote every
// state, CSS shows them on hover and by address; here readers only choose among them.

for (const figure of document.querySelectorAll("figure.picture:has(.t)")) link(figure)

function link(figure) {
  const sentences = [...figure.querySelectorAll(".says li")]
  const places = [...figure.querySelectorAll(".t")]
  const index = place => Number(place.classList[1].slice(1))
  const first = sentences.findIndex(li => li.classList.contains("on"))
  const panel = places.find(place => index(place) === first).ownerSVGElement
  const steps = figure.querySelector(".steps"), { asks, across } = steps.dataset
  const row = [...new Set(places.filter(place => across === "" || place.ownerSVGElement === panel).map(index))] // what the slider steps through
  let chosen = first

  const status = Object.assign(document.createElement("p"), { className: "spoken" })
  status.setAttribute("role", "status")
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 0, max: row.length - 1 })
  slider.setAttribute("aria-label", "Choose the " + asks)
  const step = (by, text, name) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text })
    button.setAttribute("aria-label", name + " " + asks)
    button.onclick = () => choose(row[(row.indexOf(chosen) + by + row.length) % row.length], true)
    return button
  }
  steps.append(step(-1, "‹", "Previous"), slider, step(1, "›", "Next"), status)
  slider.oninput = () => choose(row[slider.value], true)

  function choose(state, speak) {
    const play = figure.querySelector(".play input")
    if (play) play.checked = false
    for (const shown of figure.querySelectorAll(".s.on")) shown.classList.remove("on")
    for (const shown of figure.querySelectorAll(".s" + state)) shown.classList.add("on")
    for (const place of places) place.setAttribute("aria-pressed", index(place) === state)
    chosen = state
    figure.dataset.held = "" // a pointer that rests on the picture previews nothing until it moves
    if (row.includes(state)) slider.value = row.indexOf(state)
    slider.setAttribute("aria-valuetext", sentences[chosen].textContent)
    status.textContent = speak ? sentences[state].textContent : ""
  }

  for (const svg of new Set(places.map(place => place.ownerSVGElement))) {
    const own = places.filter(place => place.ownerSVGElement === svg)
    svg.setAttribute("role", "group") // an image would hide its parts
    own.forEach((place, i) => {
      place.setAttribute("role", "button")
      place.setAttribute("aria-label", sentences[index(place)].textContent)
      place.setAttribute("tabindex", i ? -1 : 0)
    })
    const focus = place => {
      for (const other of own) other.setAttribute("tabindex", other === place ? 0 : -1)
      place.focus()
      choose(index(place), false)
    }
    svg.addEventListener("click", event => { if (event.target.matches(".t")) { focus(event.target); choose(index(event.target), true) } })
    svg.addEventListener("keydown", event => {
      if (event.altKey || event.metaKey) return // the browser's own
      const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
      const next = way ? nearest(event.target, own, way) : event.key === "Home" ? own[0] : event.key === "End" ? own.at(-1) : null
      if (event.key === "Enter" || event.key === " ") choose(index(event.target), true)
      else if (next) focus(next)
      else if (!way) return
      event.preventDefault()
    })
  }

  figure.addEventListener("keydown", event => { if (event.key === "Escape") choose(first, true) })
  figure.addEventListener("pointermove", () => delete figure.dataset.held)

  const all = figure.querySelector(".all input")
  all.onchange = () => sentences[0].parentNode.tabIndex = all.checked ? 0 : -1 // it scrolls

  const follow = () => {
    const named = sentences.findIndex(li => "#" + li.id === location.hash)
    if (named < 0) return
    choose(named, true)
    const tab = figure.closest(".tabbed-block")
    if (tab) tab.closest(".tabbed-set").children[[...tab.parentNode.children].indexOf(tab)].click() // its radio button
    figure.scrollIntoView({ block: "center" })
  }
  addEventListener("hashchange", follow)
  figure.dataset.ready = ""
  choose(first, false)
  follow()
}

function nearest(from, all, [dx, dy]) { // the closest place in a direction, counting sideways steps three times
  const middle = place => { const b = place.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2] }
  const [x, y] = middle(from)
  let best = null, least = Infinity
  for (const place of all) {
    const [px, py] = middle(place)
    const ahead = (px - x) * dx + (py - y) * dy, aside = Math.abs((px - x) * dy) + Math.abs((py - y) * dx)
    if (ahead > 1 && ahead + 3 * aside < least) [best, least] = [place, ahead + 3 * aside]
  }
  return best
}

// What the theme leaves out: a name for its search dialog, and wide tables and code that the keyboard can scroll.
document.querySelector(".md-search")?.setAttribute("aria-label", "Search")
addEventListener("load", () => {
  for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) box.tabIndex = 0
  for (const code of document.querySelectorAll("pre > code")) if (code.scrollWidth > code.clientWidth) code.tabIndex = 0
})

// Tables that can be sorted: a button in each head cell; a third press brings the page's own order back.
for (const table of document.querySelectorAll(".sortable table")) {
  const body = table.tBodies[0], rows = [...body.rows], heads = [...table.tHead.rows[0].cells]
  heads.forEach((head, column) => {
    const button = document.createElement("button")
    button.append(...head.childNodes)
    head.append(button)
    button.onclick = () => {
      const next = head.ariaSort ? { ascending: "descending" }[head.ariaSort] ?? null : "ascending"
      for (const other of heads) other.ariaSort = other === head ? next : null
      const sign = next === "descending" ? -1 : 1
      body.append(...(next ? rows.toSorted((a, b) => compare(a.cells[column], b.cells[column], sign)) : rows))
    }
  })
}

function compare(a, b, sign) { // by the first number, else by the words; empty cells last
  const [x, y] = [a, b].map(cell => cell.textContent.trim().replace("−", "-").replaceAll(",", "").replace("—", ""))
  if (!x || !y) return !x - !y
  const [m, n] = [parseFloat(x), parseFloat(y)]
  return sign * (m - n || x.localeCompare(y))
}
