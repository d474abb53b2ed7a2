"""The fields of items of the catalogue, in the order in which lists of goods tell them."""

from mitzvah_desk.rules.fields.field import FieldDeclaration, FieldKind, ImportPlace, only_read

_KNOWING = "To tell things apart, and to count them."
_SAFETY = "So that nobody is given what they may not eat."

ITEMS = (
    FieldDeclaration(
        "item",
        "name",
        "Name",
        _KNOWING,
        in_import=ImportPlace(
            10,
            "item|items|item name|product|products|product name|goods|thing|article|what|what it is|"
            "description|item description|product description|stock item|food item|name of item|"
            "name of product|line|title",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "category_id",
        "Kind",
        _KNOWING,
        FieldKind.LINK,
        noun="kind",
        in_import=ImportPlace(
            20,
            "category|item category|product category|type|item type|product type|group|product group|"
            "section|department|aisle|shelf|kind of goods|class",
            key="category",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "unit",
        "Counted in",
        _KNOWING,
        in_import=ImportPlace(
            30,
            "unit|units|uom|unit of measure|unit of measurement|measure|measured in|counted or weighed|"
            "weighed or counted|count or weight|stock unit|sold by|per",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "pack_name",
        "Comes in",
        _KNOWING,
        in_import=ImportPlace(
            50, "pack|pack type|packaging|packing|container|case|outer|package", composed=True
        ),
    ),
    FieldDeclaration(
        "item",
        "pack_size",
        "How many in one",
        _KNOWING,
        FieldKind.NUMBER,
        counted_in="unit",
        in_import=ImportPlace(
            60,
            "pack size|how many in one|case size|size of case|box size|pack qty|case qty|pack quantity|"
            "case quantity|number in pack|number in case|number per pack|number per case|per pack|per case|"
            "per box|units per pack|units per case|units per box|items per pack|items per case|"
            "qty per pack|qty per case|quantity per pack|quantity per case|how many in a pack|"
            "how many in a case|case pack|pack count",
            words="Size of pack",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "grams_each",
        "Grams each",
        _KNOWING,
        FieldKind.NUMBER,
        noun="weight of one",
        in_import=ImportPlace(
            40,
            "weight|grams each|grams|weight each|unit weight|item weight|piece weight|weight of a piece|"
            "weight per item|weight per unit|weight in grams|weight in kg|weight g|weight kg|net weight|"
            "average weight",
            words="Weight of one",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "minimum_stock",
        "Short below",
        _KNOWING,
        FieldKind.NUMBER,
        noun="minimum stock",
        counted_in="unit",
        in_import=ImportPlace(
            70,
            "minimum|minimum stock|minimum level|minimum stock level|minimum quantity|minimum qty|min|"
            "min stock|min level|min stock level|min qty|reorder level|re order level|reorder point|"
            "re order point|reorder at|par|par level|safety stock|keep at least|at least|low stock|"
            "low stock level|short below this",
            composed=True,
        ),
    ),
    only_read(
        80,
        "code",
        "Barcode",
        "bar code|barcodes|bar codes|ean|ean 13|ean13|ean 8|ean code|upc|upc code|gtin|code on the packing|"
        "barcode number|barcode ean",
        many=True,
    ),
    FieldDeclaration(
        "item",
        "allergens",
        "Allergens",
        _SAFETY,
        in_import=ImportPlace(
            90,
            "allergen|contains|contains allergens|allergens contained|allergen information|allergen info|"
            "allergy information|allergy info|allergy advice|allergies|allergen declaration|"
            "allergen statement",
            composed=True,
        ),
    ),
    only_read(
        100,
        "dietary",
        "Diets",
        "diet|dietary|dietary information|dietary info|dietary requirements|dietary needs|suitable for|"
        "suitability|diet declaration|dietary declaration",
        many=True,
    ),
    FieldDeclaration(
        "item",
        "needs_use_by",
        "Ask for its use-by date at the door",
        _SAFETY,
        FieldKind.YES_NO,
        in_import=ImportPlace(
            150,
            "perishable|needs use by|needs a use by date|use by needed|use by date needed|ask for use by|"
            "has a use by date|short life",
            words="Use-by date asked for",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "kosher",
        "Kosher",
        _SAFETY,
        FieldKind.YES_NO,
        in_import=ImportPlace(110, "is kosher|kosher status|kashrut|kashrus|hechsher", composed=True),
    ),
    FieldDeclaration(
        "item",
        "kosher_kind",
        "Parev, milky or meaty",
        _SAFETY,
        FieldKind.CHOICE,
        noun="kind of kosher food",
        in_import=ImportPlace(
            120,
            "milky or meaty|meaty or milky|meat or milk|milk or meat|parev|pareve|kosher type|kosher kind|"
            "meaty milky parev|milky meaty parev",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "kosher_for_pesach",
        "Kosher for Pesach",
        _SAFETY,
        FieldKind.YES_NO,
        in_import=ImportPlace(
            130, "pesach|kosher for passover|passover|kfp|kosher l pesach|for pesach", composed=True
        ),
    ),
    FieldDeclaration(
        "item",
        "halal",
        "Halal",
        _SAFETY,
        FieldKind.YES_NO,
        in_import=ImportPlace(140, "is halal|halal status|halal certified", composed=True),
    ),
    FieldDeclaration(
        "item",
        "storage",
        "Kept",
        _SAFETY,
        FieldKind.CHOICE,
        noun="way of keeping it",
        in_import=ImportPlace(
            160,
            "storage|stored|storage type|storage temperature|how kept|how stored|store|keep|temperature|"
            "ambient chilled or frozen|ambient chilled frozen|chilled or frozen",
            composed=True,
        ),
    ),
    FieldDeclaration(
        "item",
        "note",
        "Note",
        "What the committee wants to remember.",
        FieldKind.LONG_TEXT,
        adds_up=True,
        in_import=ImportPlace(
            170, "notes|comment|comments|remark|remarks|other|details", many=True, composed=True
        ),
    ),
)
