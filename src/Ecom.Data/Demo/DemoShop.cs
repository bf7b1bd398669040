using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ecom.Data.Demo;

/// <summary>
/// A generated shop with known structure: Zipf popularity, seasons, sessions that go from search to purchase, customers with favourite categories,
/// brands, price levels and a hidden style (so that what a customer did tells more than what sells best), items bought after one another, light and
/// heavy customers, late arrivals, and some dirt.
/// </summary>
public static class DemoShop
{
    public const string EventsFile = "events.csv.gz";
    public const string ProductsFile = "products.csv";

    /// <summary>Writes both dumps into an existing folder.</summary>
    public static void Write(string directory, DemoShopOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Users, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Items, DemoCategory.All.Count);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Days, 1);
        var random = new Random(options.Seed);
        var world = new DemoWorld(options, random);
        var events = new DemoSessions(options, world, random).Play();
        WriteProducts(Path.Combine(directory, ProductsFile), world);
        IEnumerable<string> lines = options.Dirt ? DemoDirt.Spoil(events, options, random) : events.Select(e => e.ToString());
        using var stream = new GZipStream(File.Create(Path.Combine(directory, EventsFile)), CompressionLevel.Fastest);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(DemoEvent.Header + "\n");
        foreach (var line in lines) writer.Write(line + "\n");
    }

    private static void WriteProducts(string file, DemoWorld world)
    {
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("product_id,title,category,brand,price,stock\n");
        foreach (var item in world.Items)
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{item.Id},{item.Title},{DemoCategory.All[item.Category].Name},{item.Brand},{item.Price},{item.Stock}\n"));
    }
}
