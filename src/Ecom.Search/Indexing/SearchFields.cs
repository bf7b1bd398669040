using Ecom.Domain;
using Lucene.Net.Documents;

namespace Ecom.Search.Indexing;

/// <summary>The fields of a product in the index, and how much a match in each counts.</summary>
internal static class SearchFields
{
    public const string Item = "item";
    public const string Id = "id";
    public const string Title = "title";
    public const string Brand = "brand";
    public const string Category = "category";
    public const string Description = "description";

    /// <summary>Whole words of title, brand and category.</summary>
    public const string Words = "words";

    /// <summary>What a query's words are looked for in.</summary>
    public static readonly (string Field, float Boost)[] Searched = [(Title, 3), (Brand, 2), (Category, 1.5f), (Description, .6f)];

    private static readonly char[] _pathBreaks = ['.', '/', '>', '|', '_'];

    public static Document ToDocument(int item, Product product)
    {
        // StandardTokenizer keeps 'audio.headphones' in one piece.
        var category = product.Category is { } c ? string.Join(' ', c.Split(_pathBreaks, StringSplitOptions.RemoveEmptyEntries)) : null;
        var document = new Document
        {
            new NumericDocValuesField(Item, item),
            new StringField(Id, product.ItemId.ToLowerInvariant(), Field.Store.NO),
        };
        Add(document, Title, product.Title);
        Add(document, Brand, product.Brand);
        Add(document, Category, category);
        Add(document, Description, product.Description);
        Add(document, Words, string.Join(' ', product.Title, product.Brand, category));
        return document;
    }

    private static void Add(Document document, string field, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text)) document.Add(new TextField(field, text, Field.Store.NO));
    }
}
