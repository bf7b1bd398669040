namespace Ecom.Data.Demo;

/// <summary>A category of the generated shop.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Noun">What its products are called and searched for.</param>
/// <param name="Price">Its typical price.</param>
/// <param name="Peak">Day of the year of its season's height.</param>
/// <param name="Season">How strong the season is, 0 to 1.</param>
internal sealed record DemoCategory(string Name, string Noun, double Price, int Peak, double Season)
{
    public static IReadOnlyList<DemoCategory> All { get; } =
    [
        new("Coffee", "coffee", 9, 10, 0.2),
        new("Tea", "tea", 7, 350, 0.5),
        new("Kitchen", "pan", 32, 330, 0.3),
        new("Garden", "planter", 24, 130, 0.9),
        new("Outdoor", "tent", 89, 170, 0.9),
        new("Books", "novel", 14, 340, 0.3),
        new("Toys", "puzzle", 19, 345, 0.7),
        new("Lighting", "lamp", 45, 320, 0.4),
        new("Bath", "towel", 16, 200, 0.1),
        new("Stationery", "notebook", 6, 245, 0.5),
        new("Audio", "headphones", 79, 330, 0.3),
        new("Sports", "mat", 28, 15, 0.6),
    ];

    /// <summary>How much a day of the year favours this category; 1 on average.</summary>
    public double On(int dayOfYear) => 1 + (Season * Math.Cos(2 * Math.PI * (dayOfYear - Peak) / 365.0));
}
