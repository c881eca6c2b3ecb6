"""Makes facts hostile: every free text of a facts file becomes an attack on whoever shows it as markup.

The same text becomes the same attack everywhere, so that references hold; texts of a given form (dates, addresses, choices)
stay, for no others are read. Notes and sources of evidence are free texts as well.
"""
attacks = [
    "</script><script>window.hacked='script'</script>{}",
    "<img src=x onerror=window.hacked='img'>{}",
    '"><svg onload=window.hacked=\'svg\'>{}',
    "javascript:window.hacked='url'//{}",
    "'-alert(1)-'{}",
    "<!--<script>{}",
    "{}${{window.hacked='template'}}",
    "&lt;b&gt;{}&#x3c;img src=x onerror=alert(1)>",
    "<style>*{{display:none}}</style>{}",
    "<iframe srcdoc='<script>parent.hacked=1</script>'>{}",
    "\u202eevil\u2066{}\u2028\u0007",
    "</title></textarea></noscript><a href=javascript:alert(1) autofocus onfocus=alert(1)>{}",
    "\\u003cimg src=x onerror=alert(1)\\u003e{}",
]


class Attacker:
    def __init__(self, schema: dict) -> None:
        self.schema = schema
        self.made: dict[str, str] = {}

    def attack(self, text: str) -> str:
        if text not in self.made:
            number = len(self.made)
            self.made[text] = attacks[number % len(attacks)].format(f"#{number}#")
        return self.made[text]

    def followed(self, schema: dict) -> dict:
        while "$ref" in schema:
            target = self.schema
            for step in schema["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            schema = target
        for choice in schema.get("anyOf", []) + schema.get("oneOf", []):
            if choice.get("type") != "null":
                return self.followed(choice)
        return schema

    def changed(self, value, schema: dict):
        schema = self.followed(schema)
        if isinstance(value, dict):
            fields = schema.get("properties", {})
            return {name: self.changed(part, fields[name]) if name in fields else part for name, part in value.items()}
        if isinstance(value, list):
            return [self.changed(part, schema.get("items", {})) for part in value]
        fixed = any(word in schema for word in ("enum", "pattern", "format", "const"))
        return self.attack(value) if isinstance(value, str) and "string" in schema.get("type", []) and value and not fixed else value

    def facts(self, facts: dict) -> dict:
        changed = self.changed(facts, self.schema)
        for entry in changed.get("missing", []):
            if "note" in entry:
                entry["note"] = self.attack(entry["note"])
        for entry in changed.get("evidence", []):
            for name in ("source", "by"):
                if name in entry:
                    entry[name] = self.attack(entry[name])
        return changed
