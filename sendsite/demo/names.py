"""Invented names of the kind a class list in England has. None was taken from a person."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.demo.chance import Chance

FIRST_NAMES = """
Aadam Abena Adaeze Ahmed Aleksandra Alfie Amara Amelia Aneesa Anya Archie Arjun Arlo Ava Ayaan Beatrix Bilal Bronwen Callum Charlotte Chidi Chloe
Daisy Dawid Dilys Edith Eesa Efua Eira Elijah Elsie Emily Esme Ethan Evie Farah Finley Florence Freya George Grace Haider Hana Harper Harvey Hester
Idris Imogen Isla Ivy Jack Jakub Jasmine Jaya Joshua Kai Kezia Kofi Lacey Layla Leila Leo Lily Logan Lola Luca Maisie Malachi Maryam Mason Maya Mia
Mina Mohammed Nathaniel Nia Noah Nuala Olive Oliver Oscar Otis Parveen Poppy Priya Rafferty Reuben Ria Robin Rohan Rosie Rowan Ruby Samira Samuel Sana
Sebastian Simran Sofia Stanley Tariq Temperance Theo Tomasz Uma Victor Violet Wren Yasmin Yusuf Zain Zara Zofia
"""
LAST_NAMES = """
Abara Adcroft Ahmedzai Akintola Ansahene Appleyarde Ashgrove Bagshott Balogunwa Bannerdale Barleycote Begumi Bellweather Bhattal Birchenough Blackmere
Bowditch Braithley Brockhurste Burdockson Calloway-Reid Carrickfell Chambersley Chowdhry Claverdon Coldbrook Cooperfield Cranleigh-Osu Dalgarnock
Darkwa Deepwell Dhesika Dunmarrow Eastergate Eboigbe Ellingstone Fairhollow Farrowby Fieldgate Fosuhene Gaskarth Ghoshal Gorecka Greensmithe Gulliford
Haddowell Haliburne Harkaway Hartnollis Hassanpour Heathcotte Hobbsley Hossaini Hurstbourne Ibeabuchi Islamzai Jankowiec Jesperton Jorvikson
Kaminskova Kellaway Khanzada Kittredge Kowalewicz Lamptey-Rose Langridgeway Lathamore Lockerby Mahmoodi Mallinder Marchbanks Masonby Mbekwe Mellorby
Mirandelle Moorcrofte Mukherjea Nandakumaran Netherwood Nowakiewicz Nwosuagwu Oakenfell Odhiambole Okonjowa Oldacre Onslowe Osgathorpe Owusuaa
Pakenham-Jha Patelwala Peverelle Pickersgate Pilkingham Quaynor Rahmanian Ravensdale Rigbyson Rookwith Rushmere Saddiqi Sandalwick Scattergoode
Selbrook Shahidian Shawcrofte Sidhuan Silverthorn Singhera Skelwith Sowerbutt Stanfield-Ode Swinscoe Szymanek Tamworthy Tarkwell Thackerby Tolliver
Trevanionne Tunnicliffe-Roe Uddinzada Uptongrove Vasquellen Wadsley Warrenby Wetherell Whittlebury Wigglesby Winstanleigh Wojciechow Woolcombe
Yarborougham Yiadomaa Zachariasz
"""


def strangers(subject: str) -> Iterator[str]:
    """Full names, no two of them alike, and no two near each other with the same first or last name."""
    chance = Chance("names", subject)
    first, last = chance.mixed(FIRST_NAMES.split()), chance.mixed(LAST_NAMES.split())
    for place in range(len(first) * len(last)):
        yield f"{first[place % len(first)]} {last[(place + place // len(first) * 7) % len(last)]}"
