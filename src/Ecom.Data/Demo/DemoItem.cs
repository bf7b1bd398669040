namespace Ecom.Data.Demo;

/// <summary>A product of the generated shop.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Category">Index of its category.</param>
/// <param name="Style">Its taste within the category; customers have one too, and only their behaviour shows it.</param>
/// <param name="Brand">Its brand.</param>
/// <param name="Price">Price of a piece.</param>
/// <param name="Stock">Pieces in stock.</param>
/// <param name="Appeal">Zipf weight of its popularity.</param>
/// <param name="Launch">First day on sale.</param>
internal sealed record DemoItem(
    string Id, string Title, int Category, int Style, string Brand, double Price, int Stock, double Appeal, int Launch)
{
    /// <summary>Items often bought after this one.</summary>
    public IReadOnlyList<int> Companions { get; set; } = [];
}
