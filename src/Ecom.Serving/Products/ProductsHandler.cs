using Ecom.Serving.Http;
using Ecom.Serving.Overlay;
using Ecom.Serving.Snapshots;
using Microsoft.Extensions.Options;

namespace Ecom.Serving.Products;

/// <summary>Puts products into the overlay, from where they reach every list at once and every instance at its next look.</summary>
public sealed class ProductsHandler(OverlayStore overlays, ServedModelUpdater updater, IOptions<ServingOptions> options, TimeProvider time)
{
    private const int LongestText = 1000;
    private const int LongestDescription = 10_000;

    /// <exception cref="ApiException">The batch is not valid; all that is wrong is named.</exception>
    public async Task<ProductsReceipt> HandleAsync(ProductsRequest request, CancellationToken cancellation)
    {
        var products = request.Products ?? [];
        if (products.Count == 0) throw ApiException.BadRequest("products", "must have at least one product.");
        if (products.Count > options.Value.MaximumBatch) throw ApiException.BadRequest("products", $"must have at most {options.Value.MaximumBatch} products.");
        var errors = new FieldErrors();
        for (var k = 0; k < products.Count; k++) Check(products[k], $"products[{k}]", errors);
        errors.ThrowIfAny("The batch");

        var now = time.GetUtcNow();
        var overlay = await overlays.PutAsync([.. products.Select(p => ToEntry(p, now))], cancellation);
        await updater.UpdateAsync(cancellation);
        return new ProductsReceipt(products.Count, overlay.Entries.Count);
    }

    private static void Check(ProductUpdate? product, string at, FieldErrors errors)
    {
        if (product is null)
        {
            errors.Add(at, "must not be null.");
            return;
        }
        errors.Text($"{at}.itemId", product.ItemId, Feedback.FeedbackValidator.LongestId, required: true);
        errors.Text($"{at}.title", product.Title, LongestText, required: false);
        errors.Text($"{at}.category", product.Category, LongestText, required: false);
        errors.Text($"{at}.brand", product.Brand, LongestText, required: false);
        errors.Amount($"{at}.price", product.Price);
        errors.Amount($"{at}.stock", product.Stock);
        if (product.Description?.Length > LongestDescription) errors.Add($"{at}.description", $"is longer than {LongestDescription} characters.");
        // The pages and the shop put it into an attribute: no javascript: and the like.
        if (product.ImageUrl is { Length: > 0 } url && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https")))
            errors.Add($"{at}.imageUrl", "must be an absolute http or https address.");
    }

    private static OverlayEntry ToEntry(ProductUpdate p, DateTimeOffset now) => new()
    {
        ItemId = p.ItemId, Title = p.Title, Category = p.Category, Brand = p.Brand, Price = p.Price, Stock = p.Stock,
        Description = p.Description, ImageUrl = p.ImageUrl, Deleted = p.Deleted, Updated = now, Added = now,
    };
}
