/**
 * Names that agencies refuse in commercial titles and keywords, because they belong to somebody (Adobe Stock, "Titles
 * and keywords"; Shutterstock, "Metadata"; 123RF, "How to describe your content"). Those a traveller's pictures meet;
 * no list is complete. Names that are everyday words (apple, canon, shell, gap, orange) are left out.
 */

/** When the lists were last gone through. */
export const brandsAsOf = '2026-11-24';

/** Makers of cameras, lenses, drones and phones: never of interest to a buyer. */
export const cameraBrands: readonly string[] = words(`
  Nikon, Canon EOS, Sony Alpha, Fujifilm, Fuji X, Leica, Hasselblad, Panasonic Lumix, Lumix, Pentax, Ricoh GR,
  Olympus OM-D, OM System, Phase One, Sigma Art, Tamron, Tokina, Zeiss, Carl Zeiss, Voigtlander, Samyang, Rokinon,
  GoPro, DJI, Mavic, Phantom 4, Insta360, Kodak, Nikkor, iPhone, Samsung Galaxy, Google Pixel, Huawei, Xiaomi,
  Photoshop, Lightroom, Capture One, Shutterstock, Adobe Stock, iStock, Getty Images, Alamy, Dreamstime, Depositphotos
`);

/** Trademarks of other kinds. */
export const trademarks: readonly string[] = words(`
  Coca-Cola, Coca Cola, Pepsi, Fanta, Sprite soda, Red Bull, Nespresso, Starbucks, McDonald's, McDonalds, Burger King,
  KFC, Subway restaurant, Heineken, Guinness, Corona beer, Budweiser, Carlsberg, Jack Daniel's, Johnnie Walker,
  Lego, Disney, Disneyland, Mickey Mouse, Barbie, Pokemon, Hello Kitty, Star Wars, Harry Potter, Marvel Comics,
  Nike, Adidas, Puma shoes, Reebok, Gucci, Louis Vuitton, Chanel, Prada, Dior, Versace, Armani, Burberry, Rolex,
  Zara, Ikea, Primark, Uniqlo, Walmart, Carrefour, Lidl, Tesco, Amazon Prime, eBay, Alibaba, PayPal, Visa card, Mastercard,
  Facebook, Instagram, WhatsApp, YouTube, TikTok, Twitter, LinkedIn, Netflix, Spotify, Google, Microsoft, MacBook, iPad,
  PlayStation, Xbox, Nintendo, Bluetooth, Velcro, Post-it, Band-Aid, Jacuzzi, Frisbee, Rollerblade, Jet Ski, Photoshopped,
  Ferrari, Lamborghini, Porsche, Mercedes, Mercedes-Benz, BMW, Audi, Volkswagen, Toyota, Honda, Nissan, Hyundai, Renault,
  Peugeot, Citroen, Fiat, Vespa, Harley-Davidson, Tesla Model, Rolls-Royce, Land Rover, Jeep Wrangler, Boeing, Airbus,
  Ryanair, EasyJet, Lufthansa, Emirates airline, Turkish Airlines, Shinkansen N700, Hilton, Marriott, Sheraton, Airbnb
`);

function words(list: string): readonly string[] {
  return list
    .split(/,\s*/)
    .map((word) => word.replace(/\s+/g, ' ').trim())
    .filter((word) => word !== '');
}
