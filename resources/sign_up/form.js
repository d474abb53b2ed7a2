"use strict";
(() => {
  const LONGEST_LINK = 1900; // some e-mail programs cut a longer one
  const form = document.getElementById("form");
  const others = document.getElementById("others");
  const result = document.getElementById("result");
  const errors = document.getElementById("errors");
  const shifts = [...document.querySelectorAll(".shift")];
  const find = (id) => document.getElementById(id);
  const said = (input) => input.value.replace(/\s+/g, " ").trim();
  let added = 0;

  function readPeople() {
    const people = [{ key: "you", given: said(find("given")), family: said(find("family")), age: null,
      diet: said(find("diet")), access: said(find("access")) }];
    for (const part of others.querySelectorAll(".person")) {
      const value = (name) => said(part.querySelector(`[data-name="${name}"]`));
      const age = value("age");
      people.push({ key: part.id, given: value("given"), family: value("family") || people[0].family,
        age: age === "" ? null : Number(age), diet: value("diet"), access: value("access") });
    }
    return people;
  }

  const fullName = (person) => [person.given, person.family].filter(Boolean).join(" ");
  const shownName = (person, place) =>
    fullName(person) || (place === 0 ? "You" : `Person ${place + 1}`);

  function showPeople() {
    const people = readPeople();
    others.querySelectorAll(".person").forEach((part, place) => {
      part.querySelector("legend").textContent = shownName(people[place + 1], place + 1);
    });
    for (const shift of shifts) {
      const who = shift.querySelector(".who");
      for (const tick of [...who.children]) {
        if (!people.some((person) => tick.dataset.key === person.key)) { tick.remove(); }
      }
      people.forEach((person, place) => {
        let tick = [...who.children].find((each) => each.dataset.key === person.key);
        if (!tick) {
          tick = document.createElement("label");
          tick.className = "tick";
          tick.dataset.key = person.key;
          const box = document.createElement("input");
          box.type = "checkbox";
          box.id = `${shift.id}-${person.key}`;
          box.setAttribute("aria-describedby", `${shift.id}-error`);
          tick.append(box, document.createElement("span"));
          who.append(tick);
        }
        tick.querySelector("span").textContent = shownName(person, place);
      });
    }
    find("add").hidden = people.length > Number(form.dataset.most);
  }

  function addPerson() {
    added += 1;
    const part = find("person").content.cloneNode(true);
    const key = `person-${added}`;
    const whole = part.querySelector(".person");
    whole.id = key;
    for (const each of part.querySelectorAll("[data-name]")) {
      each.id = `${key}-${each.dataset.name}`;
      each.setAttribute("aria-describedby", `${each.id}-hint ${each.id}-error`);
      const field = each.closest(".field");
      field.querySelector("label").htmlFor = each.id;
      field.querySelector(".error").id = `${each.id}-error`;
      const hint = field.querySelector(".hint");
      if (hint) { hint.id = `${each.id}-hint`; } else { each.setAttribute("aria-describedby", `${each.id}-error`); }
    }
    part.querySelector(".remove").addEventListener("click", () => {
      whole.remove();
      showPeople();
      find("add").focus();
    });
    others.append(part);
    showPeople();
    find(`${key}-given`).focus();
  }

  function readReply() {
    const people = readPeople();
    const chosen = [];
    for (const shift of shifts) {
      const who = [];
      people.forEach((person, place) => {
        if (find(`${shift.id}-${person.key}`).checked) { who.push(place); }
      });
      if (who.length) { chosen.push({ shift, who }); }
    }
    return {
      people, chosen, email: said(find("email")), phone: said(find("phone")),
      allowed: [...document.querySelectorAll("[data-purpose]")].filter((box) => box.checked),
      note: find("note").value.replace(/[^\S\n]+/g, " ").trim(),
    };
  }

  function findMistakes(reply) {
    const found = [];
    const need = (id, what) => { if (!said(find(id))) { found.push([id, id, what]); } };
    need("given", "Write your first name.");
    need("family", "Write your family name.");
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(reply.email)) {
      found.push(["email", "email", "Write your e-mail address, such as name@example.org."]);
    }
    if (reply.phone && reply.phone.replace(/\D/g, "").length < 7) {
      found.push(["phone", "phone", "This telephone number is too short. Write all of it, or leave it out."]);
    }
    reply.people.slice(1).forEach((person, place) => {
      if (!person.given) {
        found.push([`${person.key}-given`, `${person.key}-given`,
          `Write the first name of person ${place + 2}, or remove them.`]);
      }
      const typed = find(`${person.key}-age`);
      const bad = typed.validity.badInput || (person.age !== null &&
        !(Number.isInteger(person.age) && person.age >= 0 && person.age <= 120));
      if (bad) {
        found.push([typed.id, typed.id, `Write the age of ${shownName(person, place + 1)} in whole years.`]);
      }
    });
    if (!reply.chosen.length) {
      const first = shifts[0];
      found.push([first.querySelector("input").id, first.id,
        "Choose at least one shift: tick who comes."]);
    }
    reply.chosen.forEach(({ shift, who }, number) => {
      const data = shift.dataset;
      for (const place of who) {
        const person = reply.people[place];
        const name = shownName(person, place);
        const box = `${shift.id}-${person.key}`;
        if (person.age !== null && person.age < Number(data.youngest)) {
          found.push([box, shift.id,
            `${name} is ${person.age}, and this shift is for people aged ${data.youngest} and over.`]);
        }
        const before = reply.chosen.slice(0, number).find((other) => other.who.includes(place) && data.starts &&
          other.shift.dataset.starts && other.shift.dataset.starts < data.ends && data.starts < other.shift.dataset.ends);
        if (before) {
          const other = before.shift.querySelector("legend").textContent;
          found.push([box, shift.id, `${name} is on “${other}” at the same time. Untick one of them.`]);
        }
      }
    });
    return found;
  }

  function showMistakes(found) {
    for (const each of document.querySelectorAll(".error")) { each.hidden = true; each.textContent = ""; }
    for (const each of document.querySelectorAll("[aria-invalid]")) { each.removeAttribute("aria-invalid"); }
    const list = errors.querySelector("ul");
    list.replaceChildren();
    for (const [id, where, sentence] of found) {
      const place = find(`${where}-error`);
      place.textContent = place.textContent ? `${place.textContent} ${sentence}` : sentence;
      place.hidden = false;
      find(id).setAttribute("aria-invalid", "true");
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${id}`;
      link.textContent = sentence;
      link.addEventListener("click", (event) => { event.preventDefault(); find(id).focus(); });
      line.append(link);
      list.append(line);
    }
    errors.hidden = !found.length;
    if (found.length) { errors.focus(); }
  }

  function describeReply(reply) {
    const lines = [form.dataset.subject, "", "Who comes:"];
    reply.people.forEach((person, place) => {
      const more = [person.age === null ? "" : `age ${person.age}`,
        ...(place === 0 ? [reply.email, reply.phone] : [])].filter(Boolean);
      lines.push(`- ${fullName(person)}${more.length ? `, ${more.join(", ")}` : ""}`);
      if (person.diet) { lines.push(`  Diet and allergies: ${person.diet}`); }
      if (person.access) { lines.push(`  Access needs: ${person.access}`); }
    });
    lines.push("", "To which shifts:");
    for (const { shift, who } of reply.chosen) {
      const data = shift.dataset;
      const names = who.map((place) => fullName(reply.people[place])).join(", ");
      lines.push(`- ${data.project}, ${data.role}, ${data.when}: ${names}`);
    }
    lines.push("", "Allowed:");
    lines.push(...(reply.allowed.length ? reply.allowed.map((box) => `- ${box.dataset.title}`) : ["- nothing"]));
    if (reply.note) { lines.push("", "Note:", reply.note); }
    return lines;
  }

  function checksum(text) {
    let sum = 0xffffffff;
    for (let at = 0; at < text.length; at += 1) {
      sum ^= text.charCodeAt(at);
      for (let bit = 0; bit < 8; bit += 1) { sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0); }
    }
    return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
  }

  function encodeReply(reply) {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const data = {
      c: form.dataset.campaign,
      d: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
      e: reply.email, t: reply.phone,
      p: reply.people.map((each) => [each.given, each.family, each.age, each.diet, each.access]),
      s: reply.chosen.map(({ shift, who }) =>
        [Number(shift.dataset.id), shift.dataset.project, shift.dataset.role, shift.dataset.when, who]),
      a: reply.allowed.map((box) => box.dataset.purpose),
      n: reply.note,
    };
    const bytes = new TextEncoder().encode(JSON.stringify(data));
    const code = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    return ["Please leave these lines as they are. They save the committee from typing:",
      form.dataset.begin, `1:${checksum(code)}:`, ...code.match(/.{1,60}/g).map((line, number, all) =>
        (number === all.length - 1 ? `${line}:` : line)), form.dataset.end];
  }

  function makeEmail(event) {
    event.preventDefault();
    const reply = readReply();
    const found = findMistakes(reply);
    showMistakes(found);
    result.hidden = true;
    if (found.length) { return; }
    const lines = [...describeReply(reply), "", ...encodeReply(reply)];
    find("text").value = lines.join("\n");
    const start = `mailto:${form.dataset.email}?subject=${encodeURIComponent(form.dataset.subject)}&body=`;
    const link = start + encodeURIComponent(lines.join("\r\n"));
    const fits = link.length <= LONGEST_LINK;
    find("send").href = fits ? link : start + encodeURIComponent("(Paste the copied text here.)");
    find("short").hidden = !fits;
    find("long").hidden = fits;
    find("copied").textContent = "";
    result.hidden = false;
    result.focus();
    if (fits) { find("send").click(); }
  }

  async function copyText() {
    const text = find("text");
    let done = false;
    try {
      await navigator.clipboard.writeText(text.value);
      done = true;
    } catch {
      text.focus();
      text.select();
      done = document.execCommand("copy");
    }
    find("copied").textContent = done
      ? "The text is copied. Paste it into an e-mail." : "Select the text above and copy it.";
  }

  for (const each of document.querySelectorAll("[data-script]")) { each.hidden = false; }
  others.replaceChildren();
  showPeople();
  find("add").addEventListener("click", addPerson);
  find("copy").addEventListener("click", copyText);
  form.addEventListener("submit", makeEmail);
  form.addEventListener("input", () => { showPeople(); result.hidden = true; });
})();
